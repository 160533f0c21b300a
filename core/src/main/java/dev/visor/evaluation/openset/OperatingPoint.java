package dev.visor.evaluation.openset;

/**
 * The true accept rate at a false accept rate.
 *
 * @param far the false accept rate that is allowed, in (0, 1)
 * @param point the lowest threshold that keeps to it on the evaluation faces, and the rates there
 */
public record OperatingPoint(double far, DetPoint point) {}
