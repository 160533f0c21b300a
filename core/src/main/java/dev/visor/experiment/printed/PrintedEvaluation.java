package dev.visor.experiment.printed;

import dev.visor.accessory.Accessory;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.AttackTask;
import dev.visor.attack.ExampleSource;
import dev.visor.capture.CaptureSampler;
import dev.visor.capture.Distortion;
import dev.visor.evaluation.PrintedRates;
import dev.visor.evaluation.PrintedRates.Draw;
import dev.visor.evaluation.PrintedRates.Strength;
import dev.visor.evaluation.Rate;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Verdict;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.run.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Prints, wears and photographs attacks in a simulation, and counts what a system decides. The pictures are those of the attacker
 * that the attack was not made with; a draw is named by the attack and its number, so that all systems see the same ones. Used by
 * one thread.
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

    /** A system that decides. */
    public interface Judge {

        /**
         * Decides about pictures of an attacker.
         *
         * @param face that the attack was made with: with cross-fitting the build decides that it was made on
         */
        List<Decision> decide(Face face, List<Image> pictures);
    }

    /**
     * Returns the attacks that can be printed, each with the pictures of the attacker that it was not made with.
     *
     * @param tasks whose attacks they are
     * @param faces of all attackers
     * @throws IllegalArgumentException if an attacker has no other picture
     */
    static List<PrintedAttack> attacks(
            List<AttackTask> tasks, ExampleSource examples, Accessory accessory, List<Face> faces) {
        Map<String, AttackTask> byFirst = new HashMap<>();
        tasks.forEach(task -> byFirst.put(task.exampleId(0), task));
        List<PrintedAttack> attacks = new ArrayList<>();
        for (AdversarialExample example : examples.read(0, examples.size())) {
            AttackTask task = byFirst.get(example.id());
            if (task != null) {
                attacks.add(new PrintedAttack(example, others(task, faces), accessory));
            }
        }
        return attacks;
    }

    /**
     * Returns the pictures of an attacker that an attack was not made with.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static List<Face> others(AttackTask task, List<Face> faces) {
        Face first = task.faces().get(0);
        List<String> made = Stream.concat(task.faces().stream(), task.rehearsals().stream())
                .map(Face::id)
                .toList();
        List<Face> others = faces.stream()
                .filter(face -> face.identity().equals(first.identity()) && !made.contains(face.id()))
                .toList();
        if (others.isEmpty()) {
            throw new IllegalArgumentException("the attacker " + first.identity()
                    + " has no evaluation face that the attack is not made with, must"
                    + " have one, to try it on when it is printed");
        }
        return others;
    }

    /** What was decided about the draws of some attacks. */
    private record Decided(PrintedAttack attack, List<Decision> decisions) {

        long successes() {
            return decisions.stream().filter(attack.goal()::holds).count();
        }
    }

    /**
     * Evaluates attacks.
     *
     * @param tasks whose attacks they are
     * @param faces of all attackers
     * @param where what the progress calls the system and the attacks
     * @param pictures what the names of shown pictures begin with
     * @param certifies whether answers can be certified against the accessory
     * @param undefended whether distortions are tried alone, and draws are shown
     */
    public PrintedRates of(
            List<AttackTask> tasks,
            ExampleSource examples,
            Accessory accessory,
            List<Face> faces,
            Judge judge,
            String where,
            String pictures,
            boolean certifies,
            boolean undefended) {
        List<PrintedAttack> attacks = attacks(tasks, examples, accessory, faces);
        List<Decided> digital = attacks.stream()
                .map(attack -> new Decided(attack, judge.decide(attack.madeWith(), attack.digital())))
                .toList();
        List<Decided> printed = decided(attacks, judge, sampler, "captures", where, trial.draws());
        int half = (trial.draws() + 1) / 2;
        int winners = (int)
                printed.stream().filter(attack -> attack.successes() >= half).count();
        return new PrintedRates(
                successes(digital),
                successes(printed),
                count(
                        printed,
                        (attack, decision) ->
                                decision.isRightAbout(attack.madeWith().identity())),
                count(printed, (attack, decision) -> decision.verdict() == Verdict.TAMPERED),
                count(printed, (attack, decision) -> decision.verdict() == Verdict.UNKNOWN),
                new Rate(winners, attacks.size()),
                printed.stream()
                        .map(one -> new PrintedRates.Attack(
                                one.attack.id(),
                                new Rate((int) one.successes(), one.decisions().size())))
                        .toList(),
                certifies ? broken(printed, judge) : null,
                undefended ? strengths(attacks, judge, where) : List.of(),
                undefended ? shown(printed, pictures) : List.of());
    }

    private List<Decided> decided(
            List<PrintedAttack> attacks, Judge judge, CaptureSampler captures, String name, String where, int draws) {
        List<Decided> all = new ArrayList<>();
        try (Progress.Task task = run.begin(name + where, attacks.size())) {
            for (PrintedAttack attack : attacks) {
                run.checkpoint();
                List<Image> seen = IntStream.range(0, draws)
                        .parallel()
                        .mapToObj(draw -> attack.captured(captures, seed(attack, draw), draw))
                        .toList();
                all.add(new Decided(attack, judge.decide(attack.madeWith(), seen)));
                task.done(all.size());
            }
        }
        return all;
    }

    private Seed seed(PrintedAttack attack, int draw) {
        return attack.seed(run.seed(), "printed", draw);
    }

    private interface Test {
        boolean holds(PrintedAttack attack, Decision decision);
    }

    private static Rate count(List<Decided> all, Test test) {
        int hits = 0;
        int trials = 0;
        for (Decided one : all) {
            hits += (int) one.decisions.stream()
                    .filter(decision -> test.holds(one.attack, decision))
                    .count();
            trials += one.decisions.size();
        }
        return new Rate(hits, trials);
    }

    private static Rate successes(List<Decided> all) {
        return count(all, (attack, decision) -> attack.goal().holds(decision));
    }

    private Rate broken(List<Decided> printed, Judge judge) {
        int broken = 0;
        int certified = 0;
        for (Decided one : printed) {
            run.checkpoint();
            List<Image> bare = IntStream.range(0, trial.draws())
                    .parallel()
                    .mapToObj(draw -> one.attack.bare(sampler, seed(one.attack, draw), draw))
                    .toList();
            List<Decision> clean = judge.decide(one.attack.madeWith(), bare);
            for (int draw = 0; draw < bare.size(); draw++) {
                boolean right = clean.get(draw).certified()
                        && clean.get(draw).isRightAbout(one.attack.madeWith().identity());
                Decision attacked = one.decisions.get(draw);
                certified += right ? 1 : 0;
                broken += right
                                && attacked.verdict() == Verdict.PERSON
                                && !attacked.isRightAbout(one.attack.madeWith().identity())
                        ? 1
                        : 0;
            }
        }
        return new Rate(broken, certified);
    }

    private List<Strength> strengths(List<PrintedAttack> attacks, Judge judge, String where) {
        List<Strength> curves = new ArrayList<>();
        for (Distortion distortion : Distortion.values()) {
            for (double strength : trial.strengths()) {
                CaptureSampler alone = new CaptureSampler(trial.captures().only(distortion, strength));
                String name = "captures with " + distortion.word() + " x" + strength + " alone";
                curves.add(new Strength(
                        distortion,
                        strength,
                        successes(decided(attacks, judge, alone, name, where, trial.strengthDraws()))));
            }
        }
        return curves;
    }

    private static List<Draw> shown(List<Decided> printed, String pictures) {
        if (printed.isEmpty()) {
            return List.of();
        }
        Decided first = printed.get(0);
        List<Draw> shown = new ArrayList<>();
        for (Decision decision : first.decisions.subList(0, Math.min(SHOWN, first.decisions.size()))) {
            shown.add(new Draw(
                    pictures + "-captured-" + (shown.size() + 1) + ".png",
                    first.attack.answer(decision),
                    first.attack.goal().holds(decision)));
        }
        return shown;
    }

    /**
     * Returns the pictures of the draws that are shown, in their order.
     *
     * @param tasks whose attacks they are
     * @param faces of all attackers
     */
    public List<Image> shown(List<AttackTask> tasks, ExampleSource examples, Accessory accessory, List<Face> faces) {
        PrintedAttack first = attacks(tasks, examples, accessory, faces).get(0);
        return IntStream.range(0, Math.min(SHOWN, trial.draws()))
                .mapToObj(draw -> first.captured(sampler, seed(first, draw), draw))
                .toList();
    }
}
