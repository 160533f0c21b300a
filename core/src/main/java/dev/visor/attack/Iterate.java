package dev.visor.attack;

import dev.visor.image.Image;
import dev.visor.recognition.Scores;
import java.util.List;

/**
 * The pictures at one step of an attack.
 *
 * @param pictures one per face of the task
 * @param scores of each picture
 * @param iteration how many steps led to them
 * @param reached whether they reach the goal with the confidence asked for
 * @param objective the mean objective of the loss; the higher, the better
 */
public record Iterate(List<Image> pictures, List<Scores> scores, int iteration, boolean reached, double objective) {

    /**
     * Judges pictures by their scores.
     *
     * @param confidence the mean confidence from which on the goal counts as reached, if it holds in every picture
     */
    public static Iterate of(
            AttackTask task, Loss loss, double confidence, List<Image> pictures, List<Scores> scores, int iteration) {
        Goal goal = task.goal();
        boolean sure = AttackTask.mean(scores, goal::confidence) >= confidence;
        boolean reached = sure && scores.stream().allMatch(goal::holds);
        double objective = AttackTask.mean(scores, one -> loss.objective(goal, one));
        return new Iterate(pictures, scores, iteration, reached, objective);
    }

    /** Returns one that every other is better than. */
    public static Iterate none() {
        return new Iterate(List.of(), List.of(), 0, false, Double.NEGATIVE_INFINITY);
    }

    /** Returns whether it is better: one that reaches the goal beats others, then the objective decides. */
    public boolean isBetterThan(Iterate other) {
        // Several pictures can have a higher mean while one of them still misses the goal.
        return reached == other.reached ? objective > other.objective : reached;
    }
}
