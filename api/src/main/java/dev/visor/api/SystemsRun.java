package dev.visor.api;

import dev.visor.api.engine.RunEngine;
import dev.visor.device.Compute;
import dev.visor.experiment.ExperimentResults;
import dev.visor.face.FaceSource;
import dev.visor.report.SystemsReport;
import dev.visor.run.Progress;
import dev.visor.setting.Registry;
import dev.visor.store.evidence.EvidenceFolder;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.file.FolderLock;
import dev.visor.store.run.RunFolder;
import dev.visor.store.run.SystemsFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An experiment with several systems and its folder: a run of each, and a page that compares them. It goes on where it was
 * broken off.
 *
 * <p>Used by one thread.
 */
public final class SystemsRun {

    private final SystemsFolder folder;
    private final Registry registry;
    private final Compute compute;
    private final Progress progress;
    private final RunListener listener;
    private UnaryOperator<ExperimentRun> place = run -> run;
    private Path named;
    private @Nullable RunEngine engine;

    /**
     * Names a folder. Nothing is read or written yet.
     *
     * @param folder where the runs are or will be
     * @param registry the kinds that experiment files can name
     * @param compute the threads and the device that compute
     * @param progress receives the progress
     * @param listener is called when stages end
     */
    public SystemsRun(Path folder, Registry registry, Compute compute, Progress progress, RunListener listener) {
        this.folder = new SystemsFolder(folder);
        this.named = folder;
        this.registry = registry;
        this.compute = compute;
        this.progress = progress;
        this.listener = listener;
    }

    /**
     * Returns the same runs, whose attacks and decisions an engine computes, as {@link ExperimentRun#on} says.
     *
     * @param opened stays open as long as the runs
     * @param plugins the folder with the jars of plugins; null without any
     */
    public SystemsRun on(RunEngine opened, @Nullable Path plugins) {
        UnaryOperator<ExperimentRun> before = place;
        place = run -> before.apply(run).on(opened, plugins);
        engine = opened;
        return this;
    }

    /** Returns the same runs, whose folder is a copy that does not stay, as {@link ExperimentRun#copied} says. */
    public SystemsRun copied() {
        UnaryOperator<ExperimentRun> before = place;
        place = run -> before.apply(run).copied();
        named = Path.of("");
        return this;
    }

    /** Returns the folder. */
    public SystemsFolder folder() {
        return folder;
    }

    /**
     * Runs what is not there yet of an experiment, and writes the reports.
     *
     * @param file an experiment with several systems
     * @param anew whether everything is run anew, in place of what is there
     * @return the results by the name of the system
     * @throws IOException if the folder holds another experiment, or something can't be read or written
     */
    public Map<String, ExperimentResults> run(ExperimentFile file, boolean anew) throws IOException {
        Map<String, ExperimentFile> files = file.bySystem();
        Map<FaceSource, LoadedFaces> faces = new HashMap<>();
        folder.checkWritable();
        try (FolderLock lock = folder.lock()) {
            if (SystemsFolder.isAt(folder.path()) && !anew) {
                ChangedExperimentException.check(folder.path(), folder.readExperiment(registry), file, registry);
            } else {
                folder.clear(file);
                folder.writeExperiment(file, registry);
            }
            // All systems first: each is a surrogate of the others.
            for (Map.Entry<String, ExperimentFile> system : files.entrySet()) {
                try (ExperimentRun run = open(file, system, faces)) {
                    if (anew || !run.folder().isTrained()) {
                        listener.noticed("system " + system.getKey() + notTried(file, system.getValue()));
                        run.prepare(system.getValue(), anew);
                    }
                }
            }
            for (Map.Entry<String, ExperimentFile> system : files.entrySet()) {
                try (ExperimentRun run = open(file, system, faces)) {
                    run.run(system.getValue());
                }
            }
            Map<String, ExperimentResults> results = report(file);
            if (engine != null) {
                engine.kept(true);
            }
            return results;
        }
    }

    /** Returns which attackers and defenses are not tried on a system; empty if all are. */
    private static String notTried(ExperimentFile all, ExperimentFile own) {
        List<String> left = Stream.concat(
                        all.config().attackers().keySet().stream()
                                .filter(name -> !own.config().attackers().containsKey(name)),
                        all.config().defenses().keySet().stream()
                                .filter(name -> !own.config().defenses().containsKey(name)))
                .toList();
        return left.isEmpty() ? "" : ", without " + String.join(", ", left) + ", which can't be tried on it";
    }

    /** Opens the run of a system. Systems that see the same faces share them. */
    private ExperimentRun open(
            ExperimentFile file, Map.Entry<String, ExperimentFile> system, Map<FaceSource, LoadedFaces> faces) {
        Map<String, RunFolder> others = folder.runs(file);
        others.remove(system.getKey());
        return place.apply(new ExperimentRun(folder.run(system.getKey()).path(), registry, compute, progress, listener)
                .beside(others, faces.computeIfAbsent(system.getValue().faces(), LoadedFaces::new)));
    }

    /**
     * Writes the reports of runs that are evaluated, and returns their results by the name of the system.
     *
     * @throws IOException with one line if a run is not evaluated, or its files are not those that its manifest lists
     */
    public Map<String, ExperimentResults> report() throws IOException {
        ExperimentFile file = folder.readExperiment(registry);
        try (FolderLock lock = folder.lock()) {
            Map<FaceSource, LoadedFaces> faces = new HashMap<>();
            for (Map.Entry<String, ExperimentFile> system : file.bySystem().entrySet()) {
                try (ExperimentRun run = open(file, system, faces)) {
                    run.report();
                }
            }
            return report(file);
        }
    }

    private Map<String, ExperimentResults> report(ExperimentFile file) throws IOException {
        Map<String, ExperimentResults> results = results(file);
        String command = "visor run " + named.resolve("experiment.yaml") + " --out again";
        folder.writeReport(file, SystemsReport.render(file.title(), results, command));
        return results;
    }

    /**
     * Returns the results of finished runs by the name of the system.
     *
     * @throws IOException with one line if a run is not finished or was changed
     */
    public Map<String, ExperimentResults> results() throws IOException {
        return results(folder.readExperiment(registry));
    }

    private Map<String, ExperimentResults> results(ExperimentFile file) throws IOException {
        Map<String, ExperimentResults> results = new LinkedHashMap<>();
        for (Map.Entry<String, RunFolder> run : folder.runs(file).entrySet()) {
            results.put(run.getKey(), new EvidenceFolder(run.getValue()).results(registry));
        }
        return results;
    }
}
