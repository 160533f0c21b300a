package dev.visor.benchmark;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How fast networks are on one machine.
 *
 * @param processor what the machine calls it
 * @param processors how many there are
 * @param threads how many were used
 * @param versions of the program and its libraries, by name
 * @param networks what was measured
 */
public record BenchmarkResults(
        String processor,
        int processors,
        int threads,
        SortedMap<String, String> versions,
        List<NetworkSpeed> networks) {

    /** Copies the map and the list. */
    public BenchmarkResults {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        networks = List.copyOf(networks);
    }

    /** {@return the same machine with other networks} */
    public BenchmarkResults with(List<NetworkSpeed> measured) {
        return new BenchmarkResults(processor, processors, threads, versions, measured);
    }
}
