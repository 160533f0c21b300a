package dev.visor.saliency;

import dev.visor.image.Image;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.List;

/** Computes how much each pixel influences a recognizer's answer. Implementations are immutable and thread-safe. */
public interface SaliencyMethod {

    /**
     * Returns the map of each picture, for the person whom the recognizer holds for the most likely.
     *
     * @param images aligned pictures, all of one size
     * @param recognizer is not changed
     */
    List<SaliencyMap> maps(List<Image> images, WhiteBoxRecognizer recognizer);
}
