package dev.visor.evaluation.captured;

import dev.visor.evaluation.Rate;
import java.util.List;

/**
 * What a system decides about honest people in front of a camera, in the terms of ISO/IEC 30107-3. A photograph without a usable
 * face is counted in {@link #noFace} alone. The other counts add up to all photographs with a response.
 *
 * @param recognized photographs that were accepted as who they show
 * @param tampered photographs that were taken for tampered with: BPCER, the bona fide presentation classification error rate
 * @param unknown photographs that were not recognized as anybody, which is a false negative identification in ISO/IEC 19795-1
 * @param mistaken photographs that were accepted as somebody else
 * @param noFace of all photographs, those without a usable face: BPNRR, the bona fide presentation non-response rate
 */
public record BonaFidePresentations(Rate recognized, Rate tampered, Rate unknown, Rate mistaken, Rate noFace) {

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
        return new BonaFidePresentations(
                counts.of(CapturedOutcome.RECOGNIZED),
                counts.of(CapturedOutcome.TAMPERED),
                counts.of(CapturedOutcome.UNKNOWN),
                counts.of(CapturedOutcome.OTHER),
                counts.noFace());
    }

    /** Returns the share of honest people whom the system rejects, as tampered or as nobody it knows. */
    public Rate rejected() {
        return new Rate(tampered.hits() + unknown.hits(), tampered.trials());
    }
}
