package dev.visor.defense.mask;

import dev.visor.defense.Cleansed;
import dev.visor.image.Contours;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.image.Morphology;
import dev.visor.recognition.Backward;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.GuidedBackpropagation;
import dev.visor.saliency.SaliencyMap;

/**
 * The saliency mask method (J. Hayes, "On Visible Adversarial Perturbations &amp; Digital Watermarking", 2018) in the
 * five steps of the article: a saliency map, its highest values as a mask, dilation then erosion, small contours
 * dropped, and the mask applied.
 *
 * <p>Deviations from the article, all by choice of the {@link SaliencyMaskConfig}: the map can be read in other ways
 * and relative to clean faces, and the masked pixels can be replaced by something better than black.
 *
 * <p>Immutable and thread-safe. One cleansed picture costs a forward and a backward pass.
 */
public final class SaliencyMaskDefense implements SignalCleansing {

    private final SaliencyMaskConfig config;
    private final GuidedBackpropagation saliency;

    /**
     * Makes the defense.
     *
     * @param config its parameters
     * @param cleanMaps what clean faces show; may be {@link CleanMaps#none()} if the map is not relative
     */
    public SaliencyMaskDefense(SaliencyMaskConfig config, CleanMaps cleanMaps) {
        this.config = config;
        this.saliency = new GuidedBackpropagation(config.map(), cleanMaps);
    }

    @Override
    public String name() {
        return "saliency mask";
    }

    @Override
    public Cleansed cleanse(Image probe, Backward signal, WhiteBoxRecognizer recognizer) {
        SaliencyMap map = saliency.map(signal, probe, recognizer);
        Mask mask = mask(map, config);
        return new Cleansed(probe, map, mask, config.fill().apply(probe, mask));
    }

    /** Returns the mask that this defense would use. */
    Mask mask(Image probe, Backward signal, WhiteBoxRecognizer recognizer) {
        return mask(saliency.map(signal, probe, recognizer), config);
    }

    /** Makes the mask from a map: steps 2 to 4 of the article. */
    public static Mask mask(SaliencyMap map, SaliencyMaskConfig config) {
        SaliencyMaskConfig inPixels = config.at(map.width());
        Mask salient = inPixels.threshold().apply(map);
        Mask closed = Morphology.close(salient, inPixels.iterations());
        return Contours.dropSmaller(closed, inPixels.minArea());
    }
}
