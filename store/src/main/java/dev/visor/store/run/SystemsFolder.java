package dev.visor.store.run;

import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.FolderLock;
import dev.visor.store.file.Sha256;
import dev.visor.store.file.Sha256Sums;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The folder of an experiment with several systems:
 *
 * <pre>
 * experiment.yaml     everything that decides the results
 * SYSTEM/             the run of each system, a {@link RunFolder}
 * report.html         the systems side by side
 * checksums.sha256    the SHA-256 of these files and of the results of each run
 * </pre>
 *
 * <p>Used by one process at a time, which {@link #lock} sees to.
 */
public final class SystemsFolder {

    private final Path folder;
    private final Checksums checksums;

    /** Names a folder, which need not be there yet. */
    public SystemsFolder(Path folder) {
        this.folder = folder;
        this.checksums = new Checksums(folder);
    }

    /** Returns whether a folder holds the runs of several systems rather than a single one. */
    public static boolean isAt(Path folder) {
        return Files.exists(folder.resolve("experiment.yaml")) && !Files.exists(folder.resolve("run.json"));
    }

    /** Returns where it is. */
    public Path path() {
        return folder;
    }

    /** Takes the right to write here, as {@link RunFolder#lock} does. */
    public FolderLock lock() throws IOException {
        return FolderLock.take(folder);
    }

    /**
     * Checks that the runs of several systems can be written here. Makes nothing.
     *
     * @throws IOException with one line if the folder is a file, can't be written, or holds something else
     */
    public void checkWritable() throws IOException {
        if (Files.exists(folder.resolve("run.json"))) {
            throw new IOException(folder + ": holds the run of a single system; choose another folder");
        }
        if (!isAt(folder)) {
            WritableFolder.checkEmpty(folder, "an experiment with several systems");
        }
        WritableFolder.check(folder);
    }

    /** Returns the run of a system. */
    public RunFolder run(String system) {
        return new RunFolder(folder.resolve(system));
    }

    /** Returns the runs by the names of their systems. */
    public Map<String, RunFolder> runs(ExperimentFile experiment) {
        Map<String, RunFolder> runs = new LinkedHashMap<>();
        experiment.bySystem().keySet().forEach(system -> runs.put(system, run(system)));
        return runs;
    }

    /** Returns the file of the report. */
    public Path report() {
        return folder.resolve("report.html");
    }

    /** Writes what decides the results. */
    public void writeExperiment(ExperimentFile experiment, Registry registry) throws IOException {
        checksums.write(file(), experiment.toYaml(registry).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads what decides the results.
     *
     * @throws IOException with one line if it is not there, or has changed
     */
    public ExperimentFile readExperiment(Registry registry) throws IOException {
        checksums.check(file());
        ExperimentFile experiment = ExperimentFile.read(file(), List.of(), registry);
        if (experiment.systems() == null) {
            throw new DamagedFileException(file().toString(), "has a single system, but the folder holds no run");
        }
        return experiment;
    }

    private Path file() {
        return folder.resolve("experiment.yaml");
    }

    /** Removes the report and the runs of systems, because an experiment is about to be run anew without some of them. */
    public void clear(ExperimentFile experiment) throws IOException {
        WritableFolder.delete(report());
        for (Path run : WritableFolder.folders(folder, 1)) {
            boolean own = experiment.bySystem().containsKey(String.valueOf(run.getFileName()));
            if (!own && Files.exists(run.resolve("run.json"))) {
                WritableFolder.delete(run);
            }
        }
        WritableFolder.delete(checksums.file());
    }

    /** Writes the report and the sums of all results, which must be there. */
    public void writeReport(ExperimentFile experiment, String html) throws IOException {
        byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
        checksums.write(report(), bytes);
        Sha256Sums sums = checksums.read();
        for (RunFolder run : runs(experiment).values()) {
            sums = sums.with(name(run.results()), Sha256.of(run.results()));
        }
        sums.write(checksums.file());
    }

    /** Returns how the experiment, the report and the results differ from what was written, a line each. */
    public List<String> differences() throws IOException {
        Sha256Sums written = checksums.read();
        SortedMap<String, String> now = new TreeMap<>();
        for (String name : written.sums().keySet()) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                now.put(name, Sha256.of(file));
            }
        }
        List<String> lines = new ArrayList<>();
        if (!written.sums().containsKey(name(report()))) {
            lines.add("report.html is not written yet; 'visor run' goes on with it");
        }
        written.differences(new Sha256Sums(now)).forEach(line -> lines.add(line + " since the report was written"));
        return lines;
    }

    private String name(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }
}
