package dev.visor.defense;

import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.List;

/** A cleansing that goes by the picture alone. Implementations are immutable and thread-safe. */
public interface GradientFreeCleansing extends Cleansing, GradientFreeDefense {

    /**
     * Cleanses pictures.
     *
     * @param probes aligned pictures, all of one size
     * @return a result per picture, in the same order
     */
    List<Cleansed> cleanse(List<Image> probes);

    @Override
    default List<Cleansed> cleanse(List<Image> probes, WhiteBoxRecognizer recognizer) {
        return cleanse(probes);
    }

    @Override
    default List<Cleansed> cleanseBefore(Recognizer recognizer, List<Image> probes) {
        return cleanse(probes);
    }

    @Override
    default WhiteBoxRecognizer protect(WhiteBoxRecognizer recognizer) {
        return Cleansing.super.protect(recognizer);
    }

    @Override
    default Recognizer protectAnswers(Recognizer recognizer) {
        return new Recognizer() {
            @Override
            public Gallery gallery() {
                return recognizer.gallery();
            }

            @Override
            public List<Scores> identify(List<Image> probes) {
                return recognizer.identify(cleansed(probes));
            }

            @Override
            public List<Decision> decide(List<Image> probes) {
                return recognizer.decide(cleansed(probes));
            }

            private List<Image> cleansed(List<Image> probes) {
                return cleanse(probes).stream().map(Cleansed::image).toList();
            }
        };
    }
}
