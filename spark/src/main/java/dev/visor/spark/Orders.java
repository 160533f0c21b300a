package dev.visor.spark;

import java.io.Serializable;

/**
 * What all pieces of a job have in common.
 *
 * @param surroundings the name of the archive of what the experiment names
 * @param run the name of the archive of what the run has written
 * @param mixed whether any processor may compute
 * @param threads how many threads an executor computes with; 0 for as many as it has cores
 */
record Orders(String surroundings, String run, boolean mixed, int threads) implements Serializable {}
