package dev.visor.defense;

import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Backward;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.saliency.GuidedBackpropagation;
import java.util.List;
import java.util.Optional;

/** A defense that takes the suspicious part out of a picture. Implementations are immutable and thread-safe. */
public interface Cleansing extends Defense {

    /**
     * Cleanses pictures.
     *
     * @param probes aligned pictures, all of one size
     * @param recognizer the recognizer to protect; is not changed
     * @return a result per picture, in the same order
     */
    List<Cleansed> cleanse(List<Image> probes, WhiteBoxRecognizer recognizer);

    /**
     * Cleanses pictures whose signals have been computed for something else already. A cleansing that needs none does
     * not look at them.
     *
     * @param signals of {@link GuidedBackpropagation#signals}, one per picture
     */
    default List<Cleansed> cleanse(List<Image> probes, List<Backward> signals, WhiteBoxRecognizer recognizer) {
        return cleanse(probes, recognizer);
    }

    /**
     * Cleanses pictures before a recognizer whose inside may be unknown.
     *
     * @throws IllegalArgumentException if it is a black box, and the cleansing needs gradients
     */
    default List<Cleansed> cleanseBefore(Recognizer recognizer, List<Image> probes) {
        return cleanse(probes, WhiteBoxRecognizer.of(recognizer, name()));
    }

    /** Cleanses one picture. */
    default Cleansed cleanse(Image probe, WhiteBoxRecognizer recognizer) {
        return cleanse(List.of(probe), recognizer).get(0);
    }

    /**
     * Pulls a gradient at the cleansed picture back to the picture as presented. Where the cleansing has no derivative
     * this goes straight through: unless it says otherwise, the mask counts as given and the replaced pixels as
     * constant, so that the gradient is zero at these and stays what it is at all others.
     *
     * @param cleansed what the cleansing made of the picture
     * @param gradient CHW
     * @return CHW, a new array
     */
    default float[] pullBack(Cleansed cleansed, float[] gradient) {
        Mask mask = cleansed.mask();
        float[] pulled = gradient.clone();
        int plane = mask.width() * mask.height();
        for (int i = 0; i < pulled.length; i++) {
            if (mask.contains(i % plane)) {
                pulled[i] = 0;
            }
        }
        return pulled;
    }

    @Override
    default Optional<Cleansing> masking() {
        return Optional.of(this);
    }

    @Override
    default Role role() {
        return Role.CLEANSES;
    }

    @Override
    default WhiteBoxRecognizer protect(WhiteBoxRecognizer recognizer) {
        return new CleansedRecognizer(this, recognizer);
    }
}
