package dev.visor.evaluation;

import dev.visor.capture.Distortion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How attacks fare that are printed, worn and photographed in a simulation, on draws that they were not made with.
 *
 * @param pictures which pictures of the attackers were tried
 * @param digital successes on the tried pictures of the attackers with the digital accessory, of all these pictures
 * @param success successes, of all draws; the four rates of draws have the same trials
 * @param recognized draws that were recognized as who they are
 * @param tampered draws that were taken for tampered with
 * @param unknown draws that were not recognized as anybody
 * @param attackers attacks that succeed in at least half of their draws, of all attacks
 * @param attacks how many draws of each attack succeed, in the order of the plan
 * @param brokenCertificates of the draws whose picture without the accessory got a certified answer that was right, and whose
 *     accessory is seen inside a mask, those that were taken for another person; null without certificates
 * @param brokenBeyondMasks the same of the draws whose accessory reaches out of all masks, as it was put on or turned further
 *     than the family of accessories declares, or the camera blurs it: certificates say nothing about them; null likewise
 * @param strengths successes with one distortion alone; empty unless the system is undefended
 * @param shown draws of the first attack to look at; empty likewise
 */
public record PrintedRates(
        TriedPictures pictures,
        Rate digital,
        Rate success,
        Rate recognized,
        Rate tampered,
        Rate unknown,
        Rate attackers,
        List<Attack> attacks,
        @Nullable Rate brokenCertificates,
        @Nullable Rate brokenBeyondMasks,
        List<Strength> strengths,
        List<Draw> shown) {

    /** Copies the lists. */
    public PrintedRates {
        attacks = List.copyOf(attacks);
        strengths = List.copyOf(strengths);
        shown = List.copyOf(shown);
    }

    /** Returns the attacks that succeed in at least one of their draws, of all attacks: somebody at a door can try again. */
    public Rate atLeastOnce() {
        int hits = (int)
                attacks.stream().filter(attack -> attack.success().hits() > 0).count();
        return new Rate(hits, attacks.size());
    }

    /**
     * The draws of an attack.
     *
     * @param attack its id
     * @param success of its draws
     */
    public record Attack(String attack, Rate success) {}

    /**
     * A distortion alone.
     *
     * @param distortion which one
     * @param strength 1 as in the draws, at least 0
     * @param success of all draws with it
     */
    public record Strength(Distortion distortion, double strength, Rate success) {}

    /**
     * A draw to look at.
     *
     * @param picture the name of the picture
     * @param answer what the system answers
     * @param success whether that is what the attacker wants
     */
    public record Draw(String picture, Answer answer, boolean success) {}
}
