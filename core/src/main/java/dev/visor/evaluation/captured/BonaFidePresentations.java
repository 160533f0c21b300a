package dev.visor.evaluation.captured;

import dev.visor.evaluation.Rate;
import java.util.List;

/**
 * What a system decides about honest people in front of a camera, in the terms of ISO/IEC 30107-3. A photograph without a usable
 * face is counted in {@link #noFace} alone. Recognized, tampered, unknown and mistaken ones add up to all photographs with a response.
 *
 * @param bpcer the bona fide presentation classification error rate: photographs that were taken for tampered with
 * @param rejected photographs that were taken for tampered with or not recognized as anybody
 * @param recognized photographs that were accepted as who they show
 * @param unknown photographs that were not recognized as anybody, which is a false negative identification in ISO/IEC 19795-1
 * @param mistaken photographs that were accepted as somebody else
 * @param noFace of all photographs, those without a usable face: BPNRR, the bona fide presentation non-response rate
 */
public record BonaFidePresentations(
        Rate bpcer, Rate rejected, Rate recognized, Rate unknown, Rate mistaken, Rate noFace) {

    /**
     * Counts pictures; those of attackers are left out.
     *
     * @param system the number of the system, counted from 0
     */
    public static BonaFidePresentations of(List<CapturedPicture> pictures, int system) {
        Counts counts = new Counts(
                pictures.stream()
                        .filter(picture -> !picture.capture().isAttack())
                        .toList(),
                system);
        Rate tampered = counts.of(CapturedOutcome.TAMPERED);
        Rate unknown = counts.of(CapturedOutcome.UNKNOWN);
        return new BonaFidePresentations(
                tampered,
                new Rate(tampered.hits() + unknown.hits(), unknown.trials()),
                counts.of(CapturedOutcome.RECOGNIZED),
                unknown,
                counts.of(CapturedOutcome.OTHER),
                counts.noFace());
    }
}
