package dev.visor.store.weights;

import dev.visor.network.NamedTensors;
import dev.visor.network.Preprocessing;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.tensors.SafeTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Safetensors files with torchvision's names, with anything before them. The preprocessing is the metadata
 * {@code input}; without it, it is taken for torchvision's.
 */
final class SafeTensorsWeights implements WeightsReader {

    @Override
    public FoundWeights read(Path file, Vgg16Layout layout) throws IOException {
        String name = file.toString();
        NamedTensors source = SafeTensors.read(file);
        String prefix = TorchNames.prefix(name, source.names(), layout);
        Convolutions convolutions =
                TorchNames.convolutions(name, source.names(), prefix, layout, source::shape, source::values);
        source.metadata().forEach(convolutions::metadata);
        boolean named = source.metadata().containsKey(Preprocessing.METADATA);
        return new FoundWeights("safetensors", convolutions.build(), input(name, source), !named, List.of());
    }

    private static Preprocessing input(String file, NamedTensors source) throws DamagedFileException {
        String text = source.metadata().get(Preprocessing.METADATA);
        if (text == null) {
            return Preprocessing.TORCHVISION;
        }
        try {
            return Preprocessing.parse(text);
        } catch (IllegalArgumentException e) {
            throw new DamagedFileException(file, "in its metadata: " + e.getMessage(), e);
        }
    }
}
