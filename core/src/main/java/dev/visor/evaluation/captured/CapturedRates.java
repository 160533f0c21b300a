package dev.visor.evaluation.captured;

import java.util.List;

/**
 * How one system decides about a group of captures.
 *
 * @param system the name of the system
 * @param attacks what it decides about attackers
 * @param honest what it decides about honest people
 */
public record CapturedRates(String system, AttackPresentations attacks, BonaFidePresentations honest) {

    /** Counts pictures. */
    static CapturedRates of(List<CapturedSystem> systems, int system, List<CapturedPicture> pictures) {
        return new CapturedRates(
                systems.get(system).name(),
                AttackPresentations.of(pictures, system),
                BonaFidePresentations.of(pictures, system));
    }
}
