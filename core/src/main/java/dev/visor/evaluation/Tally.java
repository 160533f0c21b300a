package dev.visor.evaluation;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Goal;
import dev.visor.face.Identity;
import dev.visor.recognition.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Collects what one system, defended or not, answers to clean faces and adversarial examples. Used by one thread. */
final class Tally {

    private final List<Answer> clean = new ArrayList<>();
    private final List<Identity> cleanPeople = new ArrayList<>();
    private final List<Attacked> attacked = new ArrayList<>();

    /** An answer to an adversarial example, and whether it is what the attacker wanted. */
    private record Attacked(Answer answer, Identity real, boolean goalHolds, double goalConfidence) {

        boolean recognized(double threshold) {
            return Tally.recognized(answer, real, threshold);
        }

        boolean succeeded(double threshold) {
            return goalHolds && answer.confidence() >= threshold;
        }
    }

    void addClean(Identity person, Scores scores) {
        clean.add(Answer.of(scores, person));
        cleanPeople.add(person);
    }

    void addAdversarial(AdversarialExample example, Scores scores) {
        Goal goal = example.goal();
        attacked.add(new Attacked(
                Answer.of(scores, example), example.face().identity(), goal.holds(scores), goal.confidence(scores)));
    }

    /** Returns the answer to an adversarial example, counted in the order in which they were added. */
    Answer answer(int attack) {
        return attacked.get(attack).answer;
    }

    Rates rates(double threshold) {
        return new Rates(
                threshold,
                count(clean.size(), i -> recognized(clean.get(i), cleanPeople.get(i), threshold)),
                count(attacked.size(), i -> attacked.get(i).recognized(threshold)),
                count(attacked.size(), i -> attacked.get(i).succeeded(threshold)));
    }

    /** Returns how many attacks reached their goal here and are recognized as who they are there, of all attacks. */
    Rate defenseSuccess(Tally after, double threshold) {
        return count(
                attacked.size(),
                i -> attacked.get(i).succeeded(threshold)
                        && after.attacked.get(i).recognized(threshold));
    }

    GoodnessScore goodness() {
        return new GoodnessScore(
                mean(clean.stream().mapToDouble(Answer::realConfidence)),
                mean(attacked.stream().mapToDouble(a -> a.answer.realConfidence())),
                mean(attacked.stream().mapToDouble(Attacked::goalConfidence)));
    }

    private static boolean recognized(Answer answer, Identity person, double threshold) {
        return answer.person().equals(person) && answer.confidence() >= threshold;
    }

    private static Rate count(int trials, IntPredicate hit) {
        return new Rate((int) IntStream.range(0, trials).filter(hit).count(), trials);
    }

    /** A mean of shares can exceed one by rounding. */
    private static double mean(DoubleStream shares) {
        return Math.min(1, shares.average().orElse(0));
    }
}
