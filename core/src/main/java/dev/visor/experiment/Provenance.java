package dev.visor.experiment;

import java.util.List;
import java.util.SortedMap;

/**
 * What was run, so that it can be run again.
 *
 * @param title what the experiment is called
 * @param seed where all random draws came from
 * @param system the name of the system under test
 * @param weightsSha256 the SHA-256 of the weights that it rests on, in hexadecimal
 * @param versions the versions of this program and of what it stands on, by name
 * @param processors what the processors that computed it can do, of each kind once; the last bits depend on that, so
 *     only runs on like processors are equal byte by byte
 * @param settings every setting of the experiment, by the keys that lead to it with dots between
 */
public record Provenance(
        String title,
        long seed,
        String system,
        String weightsSha256,
        SortedMap<String, String> versions,
        List<String> processors,
        SortedMap<String, String> settings) {

    /** Copies the list. */
    public Provenance {
        processors = List.copyOf(processors);
    }
}
