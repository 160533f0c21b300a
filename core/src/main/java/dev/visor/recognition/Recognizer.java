package dev.visor.recognition;

import dev.visor.image.Image;
import java.util.List;

/** Tells who of its gallery is in a picture. Implementations are thread-safe unless they say otherwise. */
public interface Recognizer {

    /** Returns the people whom the recognizer knows. */
    Gallery gallery();

    /**
     * Tells who is in each picture.
     *
     * @param probes aligned pictures, all of one size
     * @return the scores of each picture, in the same order
     */
    List<Scores> identify(List<Image> probes);

    /** Tells who is in one picture. */
    default Scores identify(Image probe) {
        return identify(List.of(probe)).get(0);
    }

    /**
     * Decides about each picture: for the most likely person, unless a defense says otherwise.
     *
     * @param probes aligned pictures, all of one size
     * @return a decision per picture, in the same order
     */
    default List<Decision> decide(List<Image> probes) {
        return identify(probes).stream().map(Decision::person).toList();
    }

    /** Decides about one picture. */
    default Decision decide(Image probe) {
        return decide(List.of(probe)).get(0);
    }
}
