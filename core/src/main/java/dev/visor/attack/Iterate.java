package dev.visor.attack;

import dev.visor.image.Image;
import dev.visor.recognition.Scores;
import java.util.List;

/**
 * The pictures that an attack came to.
 *
 * @param pictures one per face of the task
 * @param scores what the victim says of each
 * @param iteration how many steps led to them
 * @param reached whether they reach the goal with the confidence asked for
 * @param nearness how near they are to the goal: the higher, the nearer
 */
record Iterate(List<Image> pictures, List<Scores> scores, int iteration, boolean reached, double nearness) {

    /** Returns one that every other is better than. */
    static Iterate none() {
        return new Iterate(List.of(), List.of(), 0, false, Double.NEGATIVE_INFINITY);
    }

    boolean isBetterThan(Iterate other) {
        // Several pictures can be nearer on the mean while one of them still misses the goal.
        return reached == other.reached ? nearness > other.nearness : reached;
    }
}
