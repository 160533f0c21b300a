package dev.visor.benchmark;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How fast networks and galleries are on one machine.
 *
 * @param processor what the machine calls it
 * @param processors how many there are
 * @param threads how many were used
 * @param versions of the program and its libraries, by name
 * @param networks that were measured
 * @param galleries that were measured
 */
public record BenchmarkResults(
        String processor,
        int processors,
        int threads,
        SortedMap<String, String> versions,
        List<NetworkSpeed> networks,
        List<GallerySpeed> galleries) {

    /** Copies the map and the lists. */
    public BenchmarkResults {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        networks = List.copyOf(networks);
        galleries = List.copyOf(galleries);
    }

    /** {@return the same machine with other networks} */
    public BenchmarkResults with(List<NetworkSpeed> measured) {
        return new BenchmarkResults(processor, processors, threads, versions, measured, galleries);
    }

    /** {@return the same machine with another gallery} */
    public BenchmarkResults with(GallerySpeed measured) {
        return new BenchmarkResults(processor, processors, threads, versions, networks, List.of(measured));
    }
}
