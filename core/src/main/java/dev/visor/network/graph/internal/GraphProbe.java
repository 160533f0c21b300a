package dev.visor.network.graph.internal;

import dev.visor.image.Image;
import dev.visor.network.internal.Stage;
import dev.visor.network.internal.Tape;
import dev.visor.torch.internal.Tensors;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Passes a picture through layers to check their gradients. */
public final class GraphProbe {

    private GraphProbe() {}

    /**
     * Returns the worst relative deviation of each operator from central differences, and closes the layers.
     *
     * @param first takes the picture to the layers
     * @param channelsLast whether the graph takes pictures whose channels are the last dimension
     */
    public static Map<String, Double> deviations(
            GraphCompiler.Compiled compiled, Stage first, boolean channelsLast, Image picture) {
        try (PointerScope scope = new PointerScope()) {
            // The directions are random, but the same each time.
            torch.manual_seed(1);
            Tensor input = first.forward(Tensors.ofImages(List.of(picture)), Tape.none());
            return compiled.deviations(channelsLast ? new PictureLayout().forward(input, Tape.none()) : input);
        } finally {
            first.close();
            compiled.stage().close();
        }
    }
}
