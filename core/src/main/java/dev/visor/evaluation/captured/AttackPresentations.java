package dev.visor.evaluation.captured;

import dev.visor.evaluation.Rate;
import dev.visor.face.Identity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a system decides about attackers in front of a camera, in the terms of ISO/IEC 30107-3. A photograph without a usable
 * face gets no response, and is counted in {@link #noFace} alone: it is in no other rate, neither as a failure of the attacker nor
 * as a success of the defense. Those of what it decided add up to all photographs with a response.
 *
 * @param iapar the impostor attack presentation accept rate: photographs that were accepted as the target
 * @param apcer the attack presentation classification error rate: photographs that were not taken for tampered with. It judges a
 *     detector: a chain that never answers tampered has a rate of 1, whatever it stops
 * @param others photographs that were accepted as somebody who is neither the target nor the attacker
 * @param recognized photographs that were accepted as the attacker
 * @param tampered photographs that were taken for tampered with
 * @param unknown photographs that were not recognized as anybody
 * @param noFace of all photographs, those without a usable face: APNRR, the attack presentation non-response rate
 * @param attackers of all attackers with their target and accessory, those who were accepted as the target at least once
 */
public record AttackPresentations(
        Rate iapar,
        Rate apcer,
        Rate others,
        Rate recognized,
        Rate tampered,
        Rate unknown,
        Rate noFace,
        Rate attackers) {

    /**
     * Counts pictures; those of honest people are left out.
     *
     * @param system the number of the system, counted from 0
     */
    public static AttackPresentations of(List<CapturedPicture> pictures, int system) {
        List<CapturedPicture> attacks = pictures.stream()
                .filter(picture -> picture.capture().isAttack())
                .toList();
        Counts counts = new Counts(attacks, system);
        Rate tampered = counts.of(CapturedOutcome.TAMPERED);
        return new AttackPresentations(
                counts.of(CapturedOutcome.TARGET),
                new Rate(tampered.trials() - tampered.hits(), tampered.trials()),
                counts.of(CapturedOutcome.OTHER),
                counts.of(CapturedOutcome.RECOGNIZED),
                tampered,
                counts.of(CapturedOutcome.UNKNOWN),
                counts.noFace(),
                attackers(attacks, system));
    }

    private static Rate attackers(List<CapturedPicture> attacks, int system) {
        Map<String, Boolean> passed = new TreeMap<>();
        for (CapturedPicture picture : attacks) {
            Capture capture = picture.capture();
            Identity target = capture.target();
            if (picture.hasFace() && target != null) {
                passed.merge(
                        capture.person().name() + "\n" + target.name() + "\n" + capture.accessory(),
                        picture.outcome(system) == CapturedOutcome.TARGET,
                        Boolean::logicalOr);
            }
        }
        int hits = (int) passed.values().stream().filter(hit -> hit).count();
        return new Rate(hits, passed.size());
    }
}
