package dev.visor.store.run;

import dev.visor.experiment.DataSummary;
import java.util.SortedMap;

/**
 * What a run was made with, beside its experiment file.
 *
 * @param weightsSha256 the SHA-256 of the backbone's weights, in hexadecimal
 * @param versions the versions of this program and of what it stands on, by name
 * @param data the faces that were used
 */
public record RunRecord(String weightsSha256, SortedMap<String, String> versions, DataSummary data) {}
