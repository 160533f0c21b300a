package dev.visor.evaluation.grid;

import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.evaluation.GoodnessScore;

/**
 * One combination of the grid and how good it was.
 *
 * @param config the combination, n and phi in pixels of the pictures it was tried on
 * @param score its goodness score and the three parts of it
 * @param pictures how many pictures the score is the mean of
 */
public record GridPoint(SaliencyMaskConfig config, GoodnessScore score, int pictures) {}
