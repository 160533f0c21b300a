package dev.visor.store.weights;

import dev.visor.network.NamedTensors;
import dev.visor.network.Preprocessing;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.tensors.SafeTensors;
import dev.visor.store.weights.Vgg16Layout.Layer;
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
        Convolutions convolutions = new Convolutions(name);
        source.metadata().forEach(convolutions::metadata);
        for (Layer layer : layout.layers()) {
            for (String part : List.of(".weight", ".bias")) {
                if (!source.names().contains(prefix + layer.torchName() + part)) {
                    throw Convolutions.missing(name, "tensor " + prefix + layer.torchName() + part, layout);
                }
            }
            String kernel = prefix + layer.torchName() + ".weight";
            convolutions.kernel(layer, KernelOrder.OIHW, kernel, source.shape(kernel), () -> source.values(kernel));
            String bias = prefix + layer.torchName() + ".bias";
            convolutions.bias(layer, bias, source.shape(bias), () -> source.values(bias));
        }
        return new FoundWeights("safetensors", convolutions.build(), input(name, source), List.of());
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
