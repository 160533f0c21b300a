package dev.visor.recognition.training;

/**
 * How the head did after one pass over the training faces.
 *
 * @param number counted from 1
 * @param loss the mean cross-entropy over the epoch's batches, with dropout
 * @param trainingAccuracy share of the training faces recognized, in [0, 1], without dropout
 * @param validationAccuracy share of the validation faces recognized, in [0, 1]
 */
public record Epoch(int number, double loss, double trainingAccuracy, double validationAccuracy) {}
