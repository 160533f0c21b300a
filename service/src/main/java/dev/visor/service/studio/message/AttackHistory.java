package dev.visor.service.studio.message;

import java.util.List;

/**
 * The steps so far.
 *
 * @param steps each with its number, its confidence and the best one so far
 */
public record AttackHistory(List<List<Double>> steps) {

    /** Copies the list. */
    public AttackHistory {
        steps = List.copyOf(steps);
    }
}
