package dev.visor.experiment;

import java.util.SortedMap;

/**
 * What was run, so that it can be run again.
 *
 * @param title what the experiment is called
 * @param seed where all random draws came from
 * @param backbone the name of the frozen backbone
 * @param weightsSha256 the SHA-256 of the backbone's weights, in hexadecimal
 * @param versions the versions of this program and of what it stands on, by name
 * @param settings every setting of the run, by name, in words
 */
public record Provenance(
        String title,
        long seed,
        String backbone,
        String weightsSha256,
        SortedMap<String, String> versions,
        SortedMap<String, String> settings) {}
