package dev.visor.evaluation;

/**
 * How well attacks that were made on surrogates transfer to the system.
 *
 * @param onSurrogates attacks whose goal held on all surrogates
 * @param transferred of these, those that succeeded on the system: the transfer rate
 */
public record TransferResult(Rate onSurrogates, Rate transferred) {}
