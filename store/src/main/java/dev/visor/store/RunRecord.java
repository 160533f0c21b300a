package dev.visor.store;

import dev.visor.experiment.DataSummary;
import dev.visor.experiment.Provenance;

/**
 * Where a run's inputs are and what it was run with, so that a later stage finds them and anybody can run it again.
 *
 * @param faces the folder of the data set; empty for the embedded faces
 * @param alignment the name or the fractions of the alignment that was asked for; empty to go by the pictures' size
 * @param weights the file of the backbone's weights; empty for the embedded ones
 * @param provenance what was run
 * @param data the faces that were used
 */
public record RunRecord(String faces, String alignment, String weights, Provenance provenance, DataSummary data) {}
