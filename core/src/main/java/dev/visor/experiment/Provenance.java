package dev.visor.experiment;

import java.util.SortedMap;

/**
 * What was run, so that it can be run again.
 *
 * @param title what the experiment is called
 * @param seed where all random draws came from
 * @param system the name of the system under test
 * @param weightsSha256 the SHA-256 of the weights that it rests on, in hexadecimal
 * @param versions the versions of this program and of what it stands on, by name
 * @param settings every setting of the experiment, by the keys that lead to it with dots between
 */
public record Provenance(
        String title,
        long seed,
        String system,
        String weightsSha256,
        SortedMap<String, String> versions,
        SortedMap<String, String> settings) {}
