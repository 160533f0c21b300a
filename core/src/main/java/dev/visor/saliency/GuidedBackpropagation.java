package dev.visor.saliency;

import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Guided backpropagation (J. T. Springenberg et al., "Striving for Simplicity: The All Convolutional Net", 2014,
 * section 3.4), the article's first step: the most likely person's logit is propagated back, and at each ReLU the
 * signal is set to zero where the activation or the signal itself is negative.
 *
 * <p>Deviation from the article, on request: a map can be relative, that is divided by the mean map of clean faces,
 * because an accessory stands out from what clean faces show at the same place rather than in the map itself.
 *
 * <p>Immutable and thread-safe.
 */
public final class GuidedBackpropagation implements SaliencyMethod {

    private final MapKind kind;
    private final CleanMaps cleanMaps;

    /**
     * Makes a method.
     *
     * @param kind which map it gives
     * @param cleanMaps what clean faces show; may be {@link CleanMaps#none()} for a map that is not relative
     */
    public GuidedBackpropagation(MapKind kind, CleanMaps cleanMaps) {
        this.kind = kind;
        this.cleanMaps = cleanMaps;
    }

    /** Returns the signal that comes back to each picture, from which every kind of map is read. */
    public static List<Backward> signals(List<Image> images, WhiteBoxRecognizer recognizer) {
        return recognizer.backward(images, LogitGradient.BEST, BackwardRule.GUIDED);
    }

    @Override
    public List<SaliencyMap> maps(List<Image> images, WhiteBoxRecognizer recognizer) {
        List<Backward> signals = signals(images, recognizer);
        List<SaliencyMap> maps = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            maps.add(map(signals.get(i), images.get(i), recognizer));
        }
        return maps;
    }

    /** Reads the map of one picture off the signal that came back to it. */
    public SaliencyMap map(Backward signal, Image image, WhiteBoxRecognizer recognizer) {
        SaliencyMap map = kind.reading().read(signal.gradient(), image, recognizer.baseline());
        return kind.relative() ? cleanMaps.relative(map, kind.reading()) : map;
    }
}
