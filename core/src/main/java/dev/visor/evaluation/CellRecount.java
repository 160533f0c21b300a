package dev.visor.evaluation;

import dev.visor.evaluation.Cell.EndToEndRates;
import dev.visor.evaluation.Outcome.EndToEnd;
import dev.visor.face.Identity;
import dev.visor.recognition.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts a cell again from what was kept of each attack, without its pictures and without {@link CellTally}, so that a
 * figure that was changed afterwards does not agree. Used by one thread.
 */
public final class CellRecount {

    private final CleanResult clean;
    private final List<Attacked> attacked;

    private CellRecount(CleanResult clean, List<Attacked> attacked) {
        this.clean = clean;
        this.attacked = attacked;
    }

    /**
     * An attack and what became of it.
     *
     * @param open whether the system knows an open set, of which a dodging attacker wants to be unknown
     * @param stranger whether the attacker is not enrolled, so that unknown is the right answer
     */
    private record Attacked(AttackRecord attack, Outcome outcome, boolean open, boolean stranger) {

        /** Returns whether an answer is what the attacker wants: the target, or with dodging anybody else. */
        boolean reaches(Answer answer) {
            Identity target = attack.target();
            return switch (answer.verdict()) {
                case PERSON ->
                    target == null
                            ? !answer.person().equals(attack.attacker())
                            : answer.person().equals(target);
                case UNKNOWN -> open && target == null;
                case TAMPERED -> false;
            };
        }

        boolean succeeded(double threshold) {
            Answer after = outcome.after();
            return reaches(after) && (after.verdict() == Verdict.UNKNOWN || after.confidence() >= threshold);
        }

        boolean recognized(double threshold) {
            Answer after = outcome.after();
            boolean right = stranger || after.person().equals(attack.attacker());
            return hasRightVerdict() && right && after.realConfidence() >= threshold;
        }

        boolean saved(double threshold) {
            Answer before = outcome.before();
            return reaches(before) && before.confidence() >= threshold && recognized(threshold);
        }

        boolean accepted() {
            return outcome.after().verdict() == Verdict.PERSON;
        }

        boolean hasRightVerdict() {
            return outcome.after().verdict() == (stranger ? Verdict.UNKNOWN : Verdict.PERSON);
        }

        double realConfidence() {
            return hasRightVerdict() ? outcome.after().realConfidence() : 0;
        }

        double goalConfidence() {
            Answer after = outcome.after();
            if (!accepted() && !reaches(after)) {
                return 0;
            }
            return attack.target() == null ? 1 - after.realConfidence() : after.targetConfidence();
        }
    }

    /**
     * Returns a cell with all figures counted again.
     *
     * @param cell with the outcomes that are counted; attacker, accessory, steps, gradients and whether there are
     *     certificates are taken over
     * @param clean what the system decides about clean faces
     * @param attacks the records of the attacks
     * @param open whether the system knows an open set
     * @param strangers whether the attackers are not enrolled in it
     * @throws IllegalArgumentException if the outcomes are not those of the attacks, in their order
     */
    public static Cell of(Cell cell, CleanResult clean, List<AttackRecord> attacks, boolean open, boolean strangers) {
        Map<String, AttackRecord> byId =
                attacks.stream().collect(Collectors.toMap(AttackRecord::id, Function.identity()));
        List<String> made = attacks.stream().map(AttackRecord::id).toList();
        List<String> met = cell.outcomes().stream().map(Outcome::attack).toList();
        if (!made.equals(met)) {
            throw new IllegalArgumentException("illegal outcomes: of the attacks " + met + ", must be of " + made);
        }
        List<Attacked> attacked = new ArrayList<>();
        for (Outcome outcome : cell.outcomes()) {
            attacked.add(new Attacked(Objects.requireNonNull(byId.get(outcome.attack())), outcome, open, strangers));
        }
        return new CellRecount(clean, attacked).count(cell);
    }

    private Cell count(Cell cell) {
        return new Cell(
                cell.attacker(),
                cell.accessory(),
                rate(attack -> attack.succeeded(0)),
                rate(attack -> attack.recognized(0)),
                rate(attack -> attack.outcome.after().verdict() == Verdict.TAMPERED),
                rate(attack -> attack.outcome.after().verdict() == Verdict.UNKNOWN),
                cell.brokenCertificates() == null ? null : brokenCertificates(),
                attacked.stream()
                        .map(attack -> attack.attack.firstSuccess())
                        .filter(Objects::nonNull)
                        .sorted()
                        .toList(),
                cell.maxSteps(),
                cell.gradients(),
                IntStream.range(0, Rates.THRESHOLDS.size())
                        .mapToObj(this::rates)
                        .toList(),
                new GoodnessScore(
                        clean.realConfidence(),
                        GoodnessScore.mean(attacked.stream().mapToDouble(Attacked::realConfidence)),
                        GoodnessScore.mean(attacked.stream().mapToDouble(Attacked::goalConfidence))),
                cell.outcomes(),
                attacked.stream().allMatch(attack -> attack.attack.onSurrogates() == null) ? null : transfer(),
                endToEnd());
    }

    private TransferResult transfer() {
        int made = 0;
        int held = 0;
        int transferred = 0;
        for (Attacked attack : attacked) {
            Boolean onSurrogates = attack.attack.onSurrogates();
            made += onSurrogates == null ? 0 : 1;
            if (onSurrogates != null && onSurrogates) {
                held++;
                transferred += attack.succeeded(0) ? 1 : 0;
            }
        }
        return new TransferResult(new Rate(held, made), new Rate(transferred, held));
    }

    private @Nullable EndToEndRates endToEnd() {
        int photographs = 0;
        int onCrop = 0;
        int success = 0;
        int survived = 0;
        int noFace = 0;
        for (Attacked attack : attacked) {
            EndToEnd endToEnd = attack.outcome.endToEnd();
            if (endToEnd != null) {
                Answer answer = endToEnd.answer();
                boolean again = answer != null && attack.reaches(answer);
                photographs++;
                noFace += answer == null ? 1 : 0;
                success += again ? 1 : 0;
                onCrop += attack.succeeded(0) ? 1 : 0;
                survived += again && attack.succeeded(0) ? 1 : 0;
            }
        }
        return photographs == 0
                ? null
                : new EndToEndRates(
                        new Rate(success, photographs), new Rate(survived, onCrop), new Rate(noFace, photographs));
    }

    private Rates rates(int index) {
        double threshold = Rates.THRESHOLDS.get(index);
        return new Rates(
                threshold,
                clean.recognizedAt().get(index),
                rate(attack -> attack.recognized(threshold)),
                rate(attack -> attack.succeeded(threshold)),
                rate(attack -> attack.saved(threshold)));
    }

    private Rate brokenCertificates() {
        List<Attacked> certified = attacked.stream()
                .filter(attack -> clean.certifiedFaces().contains(attack.attack.face()))
                .toList();
        long broken = certified.stream()
                .filter(attack -> attack.accepted() && !attack.recognized(0))
                .count();
        return new Rate((int) broken, certified.size());
    }

    private Rate rate(Predicate<Attacked> hit) {
        return new Rate((int) attacked.stream().filter(hit).count(), attacked.size());
    }
}
