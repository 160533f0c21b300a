package dev.visor.evaluation;

import dev.visor.face.Identity;

/**
 * What a recognizer answered.
 *
 * @param person the most likely person
 * @param confidence the probability of that person, in [0, 1]
 * @param realConfidence the probability of who it really is, in [0, 1]
 * @param targetConfidence the probability of the attacker's target, in [0, 1]; 0 without a target
 */
public record Answer(Identity person, double confidence, double realConfidence, double targetConfidence) {}
