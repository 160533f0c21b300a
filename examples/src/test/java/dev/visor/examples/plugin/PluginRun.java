package dev.visor.examples.plugin;

import dev.visor.api.ExperimentRun;
import dev.visor.api.RunListener;
import dev.visor.device.Compute;
import dev.visor.run.Progress;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.experiment.PluginFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the experiment of the plugin with few attacks and steps; also in a process that lacks the plugin's classes. */
final class PluginRun {

    static final Path EXPERIMENT = Path.of("plugin.yaml");

    private static final List<String> SMALL = List.of(
            "system.head.epochs=5",
            "accessories=[scarf, {name: low scarf, kind: scarf, drop: 1.25}]",
            "attackers.stripes.pairs=1",
            "attackers.stripes.queries=6",
            "attackers.signs.pairs=1",
            "attackers.signs.max-iterations=2");

    private PluginRun() {}

    static void run(Registry registry, Path out) throws IOException {
        ExperimentFile file = ExperimentFile.read(EXPERIMENT, SMALL, registry).resolved();
        try (ExperimentRun run =
                new ExperimentRun(out, registry, Compute.threads(2), Progress.silent(), RunListener.NONE)) {
            run.run(file);
        }
    }

    /** Returns the class path of another process that has no class of the plugin. */
    static String classPathWithoutPlugin() {
        Path own = Path.of("target", "classes").toAbsolutePath();
        String all = Objects.requireNonNullElse(
                System.getProperty("surefire.test.class.path"), System.getProperty("java.class.path"));
        return Stream.of(all.split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).equals(own))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Takes a folder of plugins and the folder of the run. */
    public static void main(String[] args) throws IOException {
        run(PluginFolder.load(Path.of(args[0]), Registry.standard()), Path.of(args[1]));
    }
}
