package dev.visor.store.run;

import dev.visor.experiment.DataSummary;
import dev.visor.run.IllegalSettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * What a run was made with, beside its experiment file.
 *
 * @param version of the form of run folders, {@link #VERSION}
 * @param weightsSha256 the SHA-256 of the weights that the system rests on, in hexadecimal
 * @param versions the versions of this program and its libraries, by name
 * @param processors what the processors that computed it can do, of each kind once, in the order of their work
 * @param data the faces that were used
 */
public record RunRecord(
        int version,
        String weightsSha256,
        SortedMap<String, String> versions,
        List<String> processors,
        DataSummary data) {

    /** The form of run folders that this program reads and writes. */
    public static final int VERSION = 4;

    /** Copies the list and checks the version. */
    public RunRecord {
        processors = List.copyOf(processors);
        IllegalSettingException.check(version == VERSION, "version of a run folder", version, String.valueOf(VERSION));
    }

    /** Returns this record with one more kind of processor. */
    public RunRecord withProcessor(String processor) {
        List<String> more = new ArrayList<>(processors);
        more.add(processor);
        return new RunRecord(version, weightsSha256, versions, more, data);
    }
}
