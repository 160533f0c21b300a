package dev.visor.evaluation;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Goal;
import dev.visor.attack.GradientCheck;
import dev.visor.defense.Cleansed;
import dev.visor.evaluation.Cell.EndToEndRates;
import dev.visor.evaluation.Outcome.EndToEnd;
import dev.visor.face.Identity;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of the attacks of a cell, and keeps none of their pictures. Used by one thread. */
public final class CellTally {

    private final CleanResult clean;
    private final boolean certifies;
    private final List<Attacked> attacked = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();
    private final List<Integer> reachedAt = new ArrayList<>();

    /**
     * Makes an empty tally.
     *
     * @param clean what the system decides about clean faces
     * @param certifies whether answers can be certified against the accessory
     */
    public CellTally(CleanResult clean, boolean certifies) {
        this.clean = clean;
        this.certifies = certifies;
    }

    /** An attack, without its pictures, with what the undefended and the defended system decide about it. */
    private record Attacked(
            Goal goal,
            String face,
            Identity who,
            @Nullable Boolean onSurrogates,
            Scores before,
            Decision after,
            @Nullable InPhotograph inPhotograph) {

        static Attacked of(
                AdversarialExample example, Scores before, Decision after, @Nullable InPhotograph inPhotograph) {
            return new Attacked(
                    example.goal(),
                    example.face().id(),
                    example.face().identity(),
                    example.onSurrogates(),
                    before,
                    after,
                    inPhotograph);
        }

        boolean succeeded(double threshold) {
            boolean sure = after.verdict() == Verdict.UNKNOWN || after.scores().confidence() >= threshold;
            return goal.holds(after) && sure;
        }

        boolean recognized(double threshold) {
            return after.isRightAbout(who) && after.scores().rightConfidence(who) >= threshold;
        }

        boolean saved(double threshold) {
            return goal.holds(before) && before.confidence() >= threshold && recognized(threshold);
        }

        boolean misled() {
            return after.verdict() == Verdict.PERSON && !recognized(0);
        }

        boolean succeededEndToEnd() {
            return inPhotograph != null && inPhotograph.decision() != null && goal.holds(inPhotograph.decision());
        }

        double realConfidence() {
            return GoodnessScore.confidence(after, who);
        }

        double goalConfidence() {
            boolean counts = after.verdict() == Verdict.PERSON || goal.holds(after);
            return counts ? goal.confidence(after.scores()) : 0;
        }
    }

    /**
     * What a system decides about the photograph of an attack.
     *
     * @param decision null if no face was found that can be used
     * @param offset as in {@link EndToEnd}
     */
    public record InPhotograph(
            @Nullable Decision decision, @Nullable Double offset) {}

    /**
     * Adds an attack.
     *
     * @param before what the undefended system answers
     * @param after what the defended system decides
     * @param cleansed what its first defense made of the picture; null if it changes none
     * @param inPhotograph what the system decides about the photograph; null if there is none
     */
    public void add(
            AdversarialExample example,
            Scores before,
            Decision after,
            @Nullable Cleansed cleansed,
            @Nullable InPhotograph inPhotograph) {
        attacked.add(Attacked.of(example, before, after, inPhotograph));
        outcomes.add(Outcome.of(
                example.id(),
                Answer.of(before, example),
                Answer.of(after, example),
                example.region(),
                cleansed,
                inPhotograph == null ? null : endToEnd(inPhotograph, example)));
        example.firstSuccess().ifPresent(reachedAt::add);
    }

    private static EndToEnd endToEnd(InPhotograph photograph, AdversarialExample example) {
        return photograph.decision() == null
                ? EndToEnd.NO_FACE
                : new EndToEnd(Answer.of(photograph.decision(), example), photograph.offset());
    }

    /**
     * Returns what became of the attacks.
     *
     * @param attacker the name of the attacker
     * @param accessory the name of the accessory
     * @param maxSteps iterations or queries that an attack could take
     * @param gradients whether there were gradients to follow; null for attackers who follow none
     */
    public Cell cell(String attacker, String accessory, int maxSteps, @Nullable GradientCheck gradients) {
        return new Cell(
                attacker,
                accessory,
                count(attack -> attack.succeeded(0)),
                count(attack -> attack.recognized(0)),
                count(attack -> attack.after.verdict() == Verdict.TAMPERED),
                count(attack -> attack.after.verdict() == Verdict.UNKNOWN),
                certifies ? brokenCertificates() : null,
                reachedAt.stream().sorted().toList(),
                maxSteps,
                gradients,
                IntStream.range(0, Rates.THRESHOLDS.size())
                        .mapToObj(this::rates)
                        .toList(),
                new GoodnessScore(
                        clean.realConfidence(),
                        GoodnessScore.mean(attacked.stream().mapToDouble(Attacked::realConfidence)),
                        GoodnessScore.mean(attacked.stream().mapToDouble(Attacked::goalConfidence))),
                outcomes,
                transfer(),
                endToEnd());
    }

    private @Nullable TransferResult transfer() {
        List<Attacked> made =
                attacked.stream().filter(attack -> attack.onSurrogates != null).toList();
        List<Attacked> held = made.stream()
                .filter(attack -> Boolean.TRUE.equals(attack.onSurrogates))
                .toList();
        int transferred =
                (int) held.stream().filter(attack -> attack.succeeded(0)).count();
        return made.isEmpty()
                ? null
                : new TransferResult(new Rate(held.size(), made.size()), new Rate(transferred, held.size()));
    }

    private @Nullable EndToEndRates endToEnd() {
        List<Attacked> photographs =
                attacked.stream().filter(attack -> attack.inPhotograph != null).toList();
        if (photographs.isEmpty()) {
            return null;
        }
        List<Attacked> onCrops =
                photographs.stream().filter(attack -> attack.succeeded(0)).toList();
        return new EndToEndRates(
                rate(photographs, Attacked::succeededEndToEnd),
                rate(onCrops, Attacked::succeededEndToEnd),
                rate(
                        photographs,
                        attack -> Objects.requireNonNull(attack.inPhotograph).decision() == null));
    }

    private static Rate rate(List<Attacked> all, Predicate<Attacked> hit) {
        return new Rate((int) all.stream().filter(hit).count(), all.size());
    }

    private Rates rates(int index) {
        double threshold = Rates.THRESHOLDS.get(index);
        return new Rates(
                threshold,
                clean.recognizedAt().get(index),
                count(attack -> attack.recognized(threshold)),
                count(attack -> attack.succeeded(threshold)),
                count(attack -> attack.saved(threshold)));
    }

    private Rate brokenCertificates() {
        List<Attacked> certified = attacked.stream()
                .filter(attack -> clean.certifiedFaces().contains(attack.face))
                .toList();
        return new Rate((int) certified.stream().filter(Attacked::misled).count(), certified.size());
    }

    private Rate count(Predicate<Attacked> hit) {
        return rate(attacked, hit);
    }
}
