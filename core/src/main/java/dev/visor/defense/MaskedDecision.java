package dev.visor.defense;

import dev.visor.recognition.Decision;
import java.util.List;

/**
 * What is decided about a picture, and who it is taken for under each mask of a defense.
 *
 * @param decision of the defended system
 * @param masks one after another, at least one
 */
public record MaskedDecision(Decision decision, List<MaskedAnswer> masks) {

    /** Copies the list. */
    public MaskedDecision {
        masks = List.copyOf(masks);
    }
}
