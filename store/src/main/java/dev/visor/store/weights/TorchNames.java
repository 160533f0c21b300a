package dev.visor.store.weights;

import dev.visor.store.file.DamagedFileException;
import dev.visor.store.weights.Vgg16Layout.Layer;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names of torchvision's tensors, wherever in a file they are. */
final class TorchNames {

    private static final int DEEPEST = 32;

    private TorchNames() {}

    /**
     * {@return what precedes {@code features.0.weight} in the names of a network, for example {@code module.}; empty if
     * nothing does}
     *
     * @throws DamagedFileException if there is none, there are several, or it has further convolutions
     */
    static String prefix(String file, Collection<String> names, Vgg16Layout layout) throws DamagedFileException {
        String first = layout.layers().get(0).torchName() + ".weight";
        List<String> prefixes = names.stream()
                .filter(name -> name.equals(first) || name.endsWith("." + first))
                .map(name -> name.substring(0, name.length() - first.length()))
                .toList();
        if (prefixes.isEmpty()) {
            throw Convolutions.missing(file, "tensor " + first, layout);
        }
        if (prefixes.size() > 1) {
            throw new DamagedFileException(file, "has several networks, below " + prefixes + ", must have one");
        }
        String prefix = prefixes.get(0);
        List<String> known = layout.layers().stream()
                .map(layer -> prefix + layer.torchName() + ".weight")
                .toList();
        Pattern convolution = Pattern.compile(Pattern.quote(prefix) + "features\\.\\d+\\.weight");
        for (String name : names) {
            if (convolution.matcher(name).matches() && !known.contains(name)) {
                throw Convolutions.foreign(file, "the tensor " + name, layout);
            }
        }
        return prefix;
    }

    /** The values of a tensor, by name. */
    interface Values {

        float[] read(String name) throws IOException;
    }

    /** Reads the convolutions below a prefix. */
    static Convolutions convolutions(
            String file,
            Collection<String> names,
            String prefix,
            Vgg16Layout layout,
            Function<String, List<Integer>> shapes,
            Values values)
            throws IOException {
        Convolutions convolutions = new Convolutions(file);
        for (Layer layer : layout.layers()) {
            String kernel = prefix + layer.torchName() + ".weight";
            String bias = prefix + layer.torchName() + ".bias";
            for (String name : List.of(kernel, bias)) {
                if (!names.contains(name)) {
                    throw Convolutions.missing(file, "tensor " + name, layout);
                }
            }
            convolutions.kernel(layer, KernelOrder.OIHW, kernel, shapes.apply(kernel), () -> values.read(kernel));
            convolutions.bias(layer, bias, shapes.apply(bias), () -> values.read(bias));
        }
        return convolutions;
    }

    /** {@return all tensors in maps within maps, named by the way to them: {@code state_dict.features.0.weight}} */
    static Map<String, TorchTensor> flatten(@Nullable Object root) {
        Map<String, TorchTensor> tensors = new LinkedHashMap<>();
        flatten(root, "", tensors, new IdentityHashMap<>());
        return tensors;
    }

    /** Each map is entered once, so that maps within themselves, or many times in others, come to an end. */
    private static void flatten(
            @Nullable Object value, String name, Map<String, TorchTensor> tensors, Map<Object, Integer> seen) {
        if (value instanceof TorchTensor tensor) {
            tensors.put(name, tensor);
        } else if (value instanceof HashMap<?, ?> map && seen.size() < 1 << 16) {
            int depth = name.split("\\.").length;
            if (depth <= DEEPEST && seen.putIfAbsent(map, depth) == null) {
                map.forEach(
                        (key, entry) -> flatten(entry, name.isEmpty() ? key + "" : name + "." + key, tensors, seen));
            }
        }
    }
}
