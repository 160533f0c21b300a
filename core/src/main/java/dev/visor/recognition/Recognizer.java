package dev.visor.recognition;

import dev.visor.image.Image;
import java.util.List;
import java.util.Optional;

/**
 * Identifies the people of a gallery in pictures. One that implements no more than this is a black box: its answers can be
 * asked for, its gradients can't. Implementations are thread-safe unless they document otherwise.
 */
public interface Recognizer {

    /** Returns the enrolled people. */
    Gallery gallery();

    /**
     * Scores each picture against the gallery.
     *
     * @param probes aligned pictures, all of one size
     * @return the scores of each picture, in the same order
     */
    List<Scores> identify(List<Image> probes);

    /** Scores one picture against the gallery. */
    default Scores identify(Image probe) {
        return identify(List.of(probe)).get(0);
    }

    /**
     * Decides about each picture: for the most likely person, or unknown below the threshold of an open set,
     * unless a defense decides otherwise.
     *
     * @param probes aligned pictures, all of one size
     * @return a decision per picture, in the same order
     */
    default List<Decision> decide(List<Image> probes) {
        return identify(probes).stream().map(Decision::of).toList();
    }

    /** Decides about one picture. */
    default Decision decide(Image probe) {
        return decide(List.of(probe)).get(0);
    }

    /** Returns the same recognizer with its gradients; empty for a black box. */
    default Optional<WhiteBoxRecognizer> whiteBox() {
        return Optional.empty();
    }
}
