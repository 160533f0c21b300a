package dev.visor.store.run;

import dev.visor.experiment.DataSummary;
import dev.visor.run.IllegalSettingException;
import java.util.SortedMap;

/**
 * What a run was made with, beside its experiment file.
 *
 * @param version of the form of run folders, {@link #VERSION}
 * @param weightsSha256 the SHA-256 of the weights that the system rests on, in hexadecimal
 * @param versions the versions of this program and its libraries, by name
 * @param data the faces that were used
 */
public record RunRecord(int version, String weightsSha256, SortedMap<String, String> versions, DataSummary data) {

    /** The form of run folders that this program reads and writes. */
    public static final int VERSION = 2;

    /** Checks the version. */
    public RunRecord {
        IllegalSettingException.check(version == VERSION, "version of a run folder", version, String.valueOf(VERSION));
    }
}
