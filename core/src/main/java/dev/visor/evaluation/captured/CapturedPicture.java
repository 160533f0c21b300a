package dev.visor.evaluation.captured;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A capture and what each system answers to it.
 *
 * @param capture the photograph
 * @param noFace why no face in it can be used; null if one can
 * @param answers one for each system, in their order; none without a usable face
 */
public record CapturedPicture(Capture capture, @Nullable String noFace, List<CapturedAnswer> answers) {

    /** Copies the list. */
    public CapturedPicture {
        answers = List.copyOf(answers);
        if (noFace != null && !answers.isEmpty()) {
            throw new IllegalArgumentException(
                    "illegal answers: " + answers.size() + ", must be none to a picture without a usable face");
        }
    }

    /** Returns whether a face was found, so that there are answers. */
    public boolean hasFace() {
        return noFace == null;
    }

    /**
     * Returns what became of it.
     *
     * @param system the number of the system, counted from 0
     */
    public CapturedOutcome outcome(int system) {
        return hasFace() ? answers.get(system).outcome(capture) : CapturedOutcome.NO_FACE;
    }
}
