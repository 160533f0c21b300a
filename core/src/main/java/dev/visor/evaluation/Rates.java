package dev.visor.evaluation;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The article's figures for one system, defended or not, at one confidence threshold: an answer below the threshold
 * counts as "unknown", so neither as recognized nor as a success of the attacker.
 *
 * @param threshold the least confidence that is accepted, in [0, 1]; 0 accepts every answer
 * @param clean clean faces recognized as who they are
 * @param adversarial adversarial pictures recognized as who they are: the adversarial accuracy
 * @param success adversarial pictures that reach the attacker's goal: the adversarial success rate
 * @param defenseSuccess adversarial pictures that reach the goal on the undefended system and are recognized as who they
 *     are here, of all adversarial pictures: the defense success rate
 */
public record Rates(double threshold, Rate clean, Rate adversarial, Rate success, Rate defenseSuccess) {

    /** The confidence threshold of the article. */
    public static final double ARTICLE_THRESHOLD = 0.8;

    /** The thresholds at which everything is counted, rising from 0. */
    public static final List<Double> THRESHOLDS = DoubleStream.concat(
                    IntStream.range(0, 20).mapToDouble(i -> i / 20.0), DoubleStream.of(0.97, 0.98, 0.99, 0.995, 0.999))
            .boxed()
            .toList();

    /**
     * Returns the figures at a threshold.
     *
     * @throws IllegalArgumentException if nothing was counted at this threshold
     */
    public static Rates at(List<Rates> all, double threshold) {
        return all.stream()
                .filter(rates -> Math.abs(rates.threshold() - threshold) < 1e-9)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("nothing was counted at the confidence threshold " + threshold));
    }
}
