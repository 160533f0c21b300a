package dev.visor.evaluation.openset;

import dev.visor.evaluation.Rate;
import dev.visor.recognition.Threshold;
import java.util.List;

/**
 * How well the undefended system verifies and identifies people, on faces that it was not enrolled with (ISO/IEC 19795-1).
 *
 * @param threshold the least similarity of a match, and how it was found
 * @param enrolled how many people are enrolled
 * @param neverEnrolled how many other people there are
 * @param fmr false match rate: pictures compared with templates of other people that match
 * @param fnmr false non-match rate: pictures compared with their own person's template that don't
 * @param rankOne pictures of enrolled people most similar to their own template, whatever the threshold
 * @param fpir false positive identification rate: pictures of people who were never enrolled and are taken for somebody
 * @param fnir false negative identification rate: pictures of enrolled people who are not recognized as who they are
 * @param operatingPoints the true accept rate at usual false accept rates, the highest first
 * @param det the detection error tradeoff, from the highest threshold to the lowest
 * @param defenses what each chain of defenses decides about the same faces
 */
public record OpenSetResult(
        Threshold threshold,
        int enrolled,
        int neverEnrolled,
        Rate fmr,
        Rate fnmr,
        Rate rankOne,
        Rate fpir,
        Rate fnir,
        List<OperatingPoint> operatingPoints,
        List<DetPoint> det,
        List<DefendedOpenSet> defenses) {

    /** Copies the lists. */
    public OpenSetResult {
        operatingPoints = List.copyOf(operatingPoints);
        det = List.copyOf(det);
        defenses = List.copyOf(defenses);
    }
}
