package dev.visor.store.weights;

import dev.visor.network.Preprocessing;
import dev.visor.network.Preprocessing.ChannelOrder;
import dev.visor.store.file.DamagedFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Struct;

/** What a network of MatConvNet wants subtracted from a picture: its average image. */
final class MatConvNetMean {

    private static final int COLORS = 3;
    private static final double DIGITS = 1e4;

    private MatConvNetMean() {}

    /**
     * {@return the preprocessing that the file gives, or that of VGG-Face if it gives none}
     *
     * @param remarks to which is added what was made of the average image
     */
    static Preprocessing of(String file, Map<String, Array> variables, List<String> remarks)
            throws DamagedFileException {
        Array normalization = variables.get("meta") instanceof Struct meta
                ? MatConvNetWeights.field(meta, "normalization", 0)
                : variables.get("normalization");
        Array average =
                normalization instanceof Struct struct ? MatConvNetWeights.field(struct, "averageImage", 0) : null;
        if (!(average instanceof Matrix image) || image.getNumElements() == 0) {
            remarks.add("the file has no average image, so VGG-Face's mean color is used");
            return Preprocessing.VGG_FACE;
        }
        int[] shape = image.getDimensions();
        boolean color = image.getNumElements() == COLORS;
        if (!color && (shape.length != 3 || shape[2] != COLORS)) {
            throw new DamagedFileException(
                    file,
                    "normalization.averageImage has the shape " + Convolutions.shape(shape)
                            + ", must be a color or a picture of 3 channels");
        }
        if (!color) {
            remarks.add("the average image of " + shape[1] + "x" + shape[0] + " is reduced to its mean color");
        }
        List<Double> mean = new ArrayList<>();
        for (int channel = 0; channel < COLORS; channel++) {
            mean.add(mean(image, channel, image.getNumElements() / COLORS));
        }
        try {
            return new Preprocessing(ChannelOrder.RGB, mean, List.of(1.0, 1.0, 1.0));
        } catch (IllegalArgumentException e) {
            throw new DamagedFileException(file, "normalization.averageImage: " + e.getMessage(), e);
        }
    }

    /** Rounded, because a float's digits say no more. */
    private static double mean(Matrix image, int channel, int pixels) {
        double sum = 0;
        for (int i = 0; i < pixels; i++) {
            sum += image.getDouble(channel * pixels + i);
        }
        double mean = sum / pixels;
        return Double.isFinite(mean) ? Math.rint(mean * DIGITS) / DIGITS : mean;
    }
}
