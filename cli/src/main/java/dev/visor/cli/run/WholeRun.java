package dev.visor.cli.run;

import dev.visor.api.ExperimentPlan;
import dev.visor.api.ExperimentRun;
import dev.visor.api.SystemsRun;
import dev.visor.api.engine.RunEngine;
import dev.visor.cli.console.Console;
import dev.visor.cli.console.Durations;
import dev.visor.experiment.ExperimentResults;
import dev.visor.run.IllegalSettingException;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that run a whole experiment, and what they do. */
final class WholeRun {

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            order = 1,
            defaultValue = RunOption.DEFAULT,
            description =
                    "The folder to write the run to (default: ${DEFAULT-VALUE}); with --engine spark also an address, such"
                            + " as hdfs://host/run.")
    private String out = RunOption.DEFAULT;

    @Option(
            names = "--dry-run",
            order = 2,
            description = "Print the experiment and what it will cost on this machine; run nothing.")
    private boolean dryRun;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            order = 3,
            description = "With --dry-run: write the costs to this file, too.")
    private @Nullable Path json;

    @Option(names = "--overwrite", order = 4, description = "Run everything anew, in place of the run that is there.")
    private boolean overwrite;

    @Mixin
    private LimitOption limits = new LimitOption();

    @Mixin
    private EngineChoice choice = new EngineChoice();

    /**
     * Runs an experiment, or what is left of it; a dry run prints it.
     *
     * @param text the experiment as a file
     * @return the exit code
     */
    int run(ExperimentFile experiment, String text, EngineOptions engine) throws IOException {
        Console console = engine.console();
        limits.checkAgainst(experiment.config());
        Destination.check(out, choice.isFar());
        if (json != null) {
            IllegalSettingException.check(dryRun, "--json", json, "left out without --dry-run");
            AtomicFile.check(json);
        }
        if (dryRun) {
            console.document(text);
            new CostTable(console).print(ExperimentPlan.of(experiment, engine.compute()), json);
            return 0;
        }
        Optional<RunEngine> elsewhere = choice.open(console);
        try {
            return run(experiment, engine, Destination.open(out, elsewhere.orElse(null)));
        } finally {
            elsewhere.ifPresent(RunEngine::close);
        }
    }

    private int run(ExperimentFile experiment, EngineOptions engine, Destination place) throws IOException {
        try {
            return experiment.systems() == null
                    ? runOne(experiment, engine, place)
                    : runSystems(experiment, engine, place);
        } catch (IOException | RuntimeException e) {
            Exception failure = place.failed(e);
            if (failure instanceof IOException bad) {
                throw bad;
            }
            throw (RuntimeException) failure;
        }
    }

    private int runSystems(ExperimentFile experiment, EngineOptions engine, Destination place) throws IOException {
        long start = System.nanoTime();
        SystemsRun run = engine.openSystems(place);
        Map<String, ExperimentResults> results = run.run(experiment, overwrite);
        SystemsTable.print(results, engine.console());
        return end(start, place.page(run.folder().report()), limits.exceededBy(results), engine.console());
    }

    private int runOne(ExperimentFile experiment, EngineOptions engine, Destination place) throws IOException {
        long start = System.nanoTime();
        try (ExperimentRun run = engine.open(place)) {
            ExperimentResults results = overwrite ? run.overwrite(experiment) : run.run(experiment);
            VerdictTable.print(results, engine.console());
            return end(start, place.page(run.folder().report()), limits.exceededBy(results), engine.console());
        }
    }

    private static int end(long start, String page, List<String> exceeded, Console console) {
        console.print("%ndone in %s; %s%n", Durations.text(System.nanoTime() - start), page);
        exceeded.forEach(console::problem);
        return exceeded.isEmpty() ? 0 : EngineOptions.CHECK_FAILED;
    }
}
