package dev.visor.experiment.cost;

/**
 * How long a stage of a run took on the machine it ran on. Kept apart from the results, which no clock changes.
 *
 * @param stage what was done, in a few words
 * @param seconds at least 0
 */
public record StageTime(String stage, double seconds) {}
