package dev.visor.face;

/**
 * What all pictures of a data set have in common, and a system that was made for them takes.
 *
 * @param alignment the template that the faces were aligned to
 * @param width of each picture in pixels
 * @param height of each picture in pixels
 */
public record FaceFormat(Alignment alignment, int width, int height) {

    /** Returns where the eyes are. */
    public Landmarks landmarks() {
        return alignment.landmarks(width, height);
    }
}
