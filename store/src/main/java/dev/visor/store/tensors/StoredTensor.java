package dev.visor.store.tensors;

import java.util.List;

/** A tensor as the bytes of a file. The bytes are handed over, not copied; nobody may change them. */
final class StoredTensor {

    private final String name;
    private final TensorType type;
    private final List<Integer> shape;
    private final byte[] data;

    StoredTensor(String name, TensorType type, List<Integer> shape, byte[] data) {
        this.name = name;
        this.type = type;
        this.shape = List.copyOf(shape);
        this.data = data;
    }

    String name() {
        return name;
    }

    TensorType type() {
        return type;
    }

    List<Integer> shape() {
        return shape;
    }

    byte[] data() {
        return data;
    }
}
