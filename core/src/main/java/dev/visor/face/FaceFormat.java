package dev.visor.face;

/**
 * What all pictures of a data set have in common, and a system that was made for them takes.
 *
 * @param alignment the template that the faces were aligned to
 * @param width of each picture in pixels, with the margin
 * @param height of each picture in pixels, with the margin
 * @param margin how much of its surroundings each picture shows around the template on each side, in pixels; at least 0, and
 *     less than half of either side
 */
public record FaceFormat(Alignment alignment, int width, int height, int margin) {

    /** Checks that the margin leaves something between. */
    public FaceFormat {
        if (margin < 0 || 2L * margin >= Math.min(width, height)) {
            throw new IllegalArgumentException("illegal margin: " + margin + " of " + width + "x" + height
                    + " pixels, must be at least 0 and less than half of either side");
        }
    }

    /** Makes the format of pictures that show the template alone. */
    public FaceFormat(Alignment alignment, int width, int height) {
        this(alignment, width, height, 0);
    }

    /** Returns the format of the middle of the pictures, which shows the template alone. */
    public FaceFormat withoutMargin() {
        return new FaceFormat(alignment, width - 2 * margin, height - 2 * margin);
    }

    /** Returns the same template with a margin around it, in place of the one that it has. */
    public FaceFormat withMargin(int pixels) {
        int more = 2 * (pixels - margin);
        return new FaceFormat(alignment, width + more, height + more, pixels);
    }

    /** Returns the similarity from the middle of the pictures to the pictures. */
    public Similarity fromMiddle() {
        return Similarity.shift(margin, margin);
    }

    /** Returns where the eyes are. */
    public Landmarks landmarks() {
        Landmarks eyes = alignment.landmarks(width - 2 * margin, height - 2 * margin);
        return margin == 0
                ? eyes
                : new Landmarks(fromMiddle().apply(eyes.leftEye()), fromMiddle().apply(eyes.rightEye()));
    }
}
