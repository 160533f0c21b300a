package dev.visor.recognition.internal;

import dev.visor.recognition.NamedTensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The face recognition network of dlib (D. King, {@code dlib_face_recognition_resnet_model_v1}): a residual network of
 * 29 convolutions, up to the 256 means of its last feature maps.
 *
 * <p>The weights come with the names and the layout (height, width, in, out) of face-api.js. Each convolution is
 * followed by a scale and a shift per channel, which are folded into it here.
 */
public final class ResNet29 implements Stage {

    /** The number of features. */
    public static final int FEATURES = 256;

    private final Stage first;
    private final Stage blocks;

    private ResNet29(Stage first, Stage blocks) {
        this.first = first;
        this.blocks = blocks;
    }

    /**
     * Makes the network in 32-bit floats.
     *
     * @param weights as converted from face-api.js
     * @throws IllegalArgumentException if a tensor is missing or has another shape
     */
    public static ResNet29 inFloat32(NamedTensors weights) {
        return new ResNet29(
                new Convolution(ScalarType.Float, firstFilters(weights), 2, 0),
                new ResidualBlocks(ScalarType.Float, weights));
    }

    /**
     * Makes the network whose residual blocks compute in bfloat16. What stands before them computes in 32-bit floats: in
     * fewer bits the largest values of the first pooling are often equal, and the gradient goes to the wrong one.
     *
     * @param weights as converted from face-api.js
     * @throws IllegalArgumentException if a tensor is missing or has another shape
     */
    public static ResNet29 inBfloat16(NamedTensors weights) {
        return new ResNet29(
                new PhasedConvolution(firstFilters(weights)),
                new InBfloat16(new ResidualBlocks(ScalarType.BFloat16, weights)));
    }

    private static FoldedFilters firstFilters(NamedTensors weights) {
        return new FoldedFilters(weights, "conv32_down", 7, 3, ResidualBlocks.CHANNELS);
    }

    @Override
    public Tensor forward(Tensor input, Tape tape) {
        Tensor x = Layers.relu(first.forward(input, tape), tape);
        x = blocks.forward(Layers.maxPool(x, 3, 2, tape), tape);
        return Layers.globalAverage(x, tape);
    }

    @Override
    public void close() {
        first.close();
        blocks.close();
    }
}
