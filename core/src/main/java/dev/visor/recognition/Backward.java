package dev.visor.recognition;

/**
 * What came back from a picture: its scores, and the signal at its pixels.
 *
 * <p>Immutable and thread-safe.
 */
public final class Backward {

    private final Scores scores;
    private final float[] gradient;

    /**
     * Makes the result of one picture.
     *
     * @param scores what the recognizer says of it
     * @param gradient the signal at each value of the picture, CHW
     */
    public Backward(Scores scores, float[] gradient) {
        this.scores = scores;
        this.gradient = gradient.clone();
    }

    /** Returns what the recognizer says of the picture. */
    public Scores scores() {
        return scores;
    }

    /** Returns a copy of the signal at each value of the picture, per unit of the range [0, 1], CHW. */
    public float[] gradient() {
        return gradient.clone();
    }
}
