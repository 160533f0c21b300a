package dev.visor.evaluation;

/**
 * What became of one adversarial picture.
 *
 * @param attack the id of the attack
 * @param before the answer without the defense
 * @param after the answer with it
 * @param maskedShare the share of the picture that the defense masked, in [0, 1]
 * @param maskedFrameShare the share of the accessory that the defense masked, in [0, 1]
 */
public record Outcome(String attack, Answer before, Answer after, double maskedShare, double maskedFrameShare) {}
