package dev.visor.experiment.printed;

import dev.visor.accessory.Accessory;
import dev.visor.capture.CaptureSampler;
import dev.visor.capture.Distortion;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.evaluation.PrintedRates;
import dev.visor.evaluation.PrintedRates.Strength;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.printed.PrintedAttack.Drawn;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Decision;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Prints, wears and photographs attacks in a simulation, and counts what systems decide. A draw is named by the attack and its
 * number, so that all systems see the same ones. Used by one thread.
 */
public final class PrintedEvaluation {

    /** So many draws of the first attack are shown. */
    private static final int SHOWN = 10;

    private final PrintedTrial trial;
    private final CaptureSampler sampler;
    private final RunContext run;

    /** Prepares a simulation. */
    public PrintedEvaluation(PrintedTrial trial, RunContext run) {
        this.trial = trial;
        this.sampler = new CaptureSampler(trial.captures());
        this.run = run;
    }

    /** Decides as a system does. */
    public interface Judge {

        /**
         * Decides about pictures of an attacker.
         *
         * @param face that the attack was made with: with cross-fitting the build decides that it was made on
         */
        List<Decision> decide(Face face, List<Image> pictures);
    }

    /**
     * A system under attack.
     *
     * @param chain of its defenses. If that is empty, distortions are tried alone, and draws are shown
     */
    public record Victim(ChainConfig chain, Judge judge) {}

    /**
     * Evaluates the same attacks on several systems.
     *
     * @param attacks with the same accessory
     * @param where what the progress calls them
     * @param pictures what the names of shown pictures begin with
     * @return the rates of each system, in the same order
     */
    public List<PrintedRates> of(
            List<PrintedAttack> attacks, Accessory accessory, List<Victim> victims, String where, String pictures) {
        List<PrintedTally> tallies = victims.stream()
                .map(victim -> new PrintedTally(victim, trial.pictures(), accessory))
                .toList();
        boolean certified = tallies.stream().anyMatch(PrintedTally::countsCertificates);
        try (Progress.Task task = run.begin("captures" + where, attacks.size())) {
            int done = 0;
            for (PrintedAttack attack : attacks) {
                run.checkpoint();
                List<Image> digital = attack.digital();
                List<Drawn> draws = draws(attack, sampler, trial.draws());
                List<Image> attacked = each(draws, Drawn::attacked);
                tallies.forEach(tally -> tally.add(attack, digital, attacked));
                if (certified) {
                    List<Image> bare = each(draws, Drawn::bare);
                    List<Mask> regions = each(draws, Drawn::region);
                    tallies.forEach(tally -> tally.addCertificates(bare, regions));
                }
                task.done(++done);
            }
        }
        return tallies.stream()
                .map(tally -> tally.victim().chain().isEmpty()
                        ? tally.rates(strengths(attacks, tally.victim().judge(), where), tally.shown(SHOWN, pictures))
                        : tally.rates(List.of(), List.of()))
                .toList();
    }

    private List<Drawn> draws(PrintedAttack attack, CaptureSampler captures, int draws) {
        return IntStream.range(0, draws)
                .parallel()
                .mapToObj(draw -> attack.drawn(captures, run.seed(), draw))
                .toList();
    }

    private static <T> List<T> each(List<Drawn> draws, Function<Drawn, T> look) {
        return draws.parallelStream().map(look).toList();
    }

    private List<Strength> strengths(List<PrintedAttack> attacks, Judge judge, String where) {
        List<Strength> curves = new ArrayList<>();
        for (Distortion distortion : Distortion.values()) {
            for (double strength : trial.strengths()) {
                CaptureSampler alone = new CaptureSampler(trial.captures().only(distortion, strength));
                String name = "captures with " + distortion.word() + " x" + strength + " alone" + where;
                curves.add(new Strength(distortion, strength, successes(attacks, judge, alone, name)));
            }
        }
        return curves;
    }

    private Rate successes(List<PrintedAttack> attacks, Judge judge, CaptureSampler captures, String name) {
        int hits = 0;
        int done = 0;
        try (Progress.Task task = run.begin(name, attacks.size())) {
            for (PrintedAttack attack : attacks) {
                run.checkpoint();
                hits += (int) judge
                        .decide(
                                attack.madeWith(),
                                each(draws(attack, captures, trial.strengthDraws()), Drawn::attacked))
                        .stream()
                        .filter(attack.goal()::holds)
                        .count();
                task.done(++done);
            }
        }
        return new Rate(hits, attacks.size() * trial.strengthDraws());
    }

    /** Returns the draws of an attack that are shown, in their order, as {@link PrintedRates#shown} names them. */
    public List<Image> shown(PrintedAttack attack) {
        return each(draws(attack, sampler, Math.min(SHOWN, trial.draws())), Drawn::attacked);
    }
}
