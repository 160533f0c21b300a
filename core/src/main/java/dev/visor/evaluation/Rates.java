package dev.visor.evaluation;

/**
 * The article's figures for one system, defended or not, at one confidence threshold: an answer below the threshold
 * counts as "unknown", so neither as recognized nor as a success of the attacker.
 *
 * @param threshold the least confidence that is accepted, in [0, 1]; 0 accepts every answer
 * @param clean clean faces recognized as who they are
 * @param adversarial adversarial pictures recognized as who they are
 * @param success adversarial pictures that reach the attacker's goal
 */
public record Rates(double threshold, Rate clean, Rate adversarial, Rate success) {}
