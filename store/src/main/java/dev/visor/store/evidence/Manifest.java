package dev.visor.store.evidence;

import dev.visor.run.IllegalSettingException;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run folder holds, and what made it. Immutable.
 *
 * @param version of this form of manifests, {@link #VERSION}
 * @param commit the commit of the program's sources, in hexadecimal, with {@code -dirty} behind it if they had been changed;
 *     {@code unknown} if it was not built in a clone
 * @param date when the run ended, in UTC, as ISO 8601
 * @param versions the versions of the program and its libraries, by name
 * @param processors what the processors that computed it can do, of each kind once
 * @param weightsSha256 the SHA-256 of the weights that the system under test rests on
 * @param faces a fingerprint of each face, by its id: the SHA-256 of its pixels as a PPM file
 * @param files the SHA-256 of each file, by its path in the folder
 */
public record Manifest(
        int version,
        String commit,
        String date,
        SortedMap<String, String> versions,
        List<String> processors,
        String weightsSha256,
        SortedMap<String, String> faces,
        SortedMap<String, String> files) {

    /** The form of manifests that this program reads and writes. */
    public static final int VERSION = 1;

    /** Copies the collections and checks the version. */
    public Manifest {
        IllegalSettingException.check(version == VERSION, "version of a manifest", version, String.valueOf(VERSION));
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        processors = List.copyOf(processors);
        faces = Collections.unmodifiableSortedMap(new TreeMap<>(faces));
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** Returns this manifest with other files. */
    Manifest withFiles(SortedMap<String, String> others) {
        return new Manifest(version, commit, date, versions, processors, weightsSha256, faces, others);
    }
}
