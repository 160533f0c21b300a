package dev.visor.cli;

import dev.visor.store.experiment.GauntletFile;
import dev.visor.store.machine.Processor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Running a gauntlet file. */
@Command(
        name = "gauntlet",
        description = {
            "Runs every attacker against every defense with every accessory, and tells who gets through and what the"
                    + " defenses cost.",
            "Use it only on systems that you own or may test.",
            "A gauntlet that was broken off goes on where it stopped when the same command is given again."
        })
final class GauntletCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private ComputeOptions compute = new ComputeOptions();

    @Parameters(paramLabel = "GAUNTLET.yaml", description = "The gauntlet file; experiments/ has some.")
    private Path file = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "visor-gauntlet",
            description = "The folder of the gauntlet (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("visor-gauntlet");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "A value in the place of the file's, for example attackers.adaptive.pairs=10; can be repeated.")
    private List<String> overrides = List.of();

    @Option(
            names = "--dry-run",
            description = "Print the file with every value and how many attacks it makes; run nothing.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        GauntletFile gauntlet = GauntletFile.read(file, overrides).on(Processor.computesBfloat16());
        Console console = Console.of(command);
        long start = System.nanoTime();
        try (GauntletPipeline pipeline = new GauntletPipeline(gauntlet, out, compute.threads(), console)) {
            if (dryRun) {
                pipeline.check();
                console.print("%s", gauntlet.toYaml());
                console.print(
                        "%nat most %d attacks with %d iterations and queries%n",
                        gauntlet.config().attacks(), gauntlet.config().steps());
                return 0;
            }
            GauntletTable.print(pipeline.run(), console);
            console.print(
                    "%ndone in %.0f s; open %s%n",
                    (System.nanoTime() - start) / 1e9, pipeline.folder().report());
        }
        return 0;
    }
}
