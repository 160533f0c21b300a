package dev.visor.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Evaluating. */
@Command(
        name = "evaluate",
        description = {
            "Tells how the recognizer does before and after each defense, on faces that it has never seen.",
            "Needs 'visor attack' before, and takes the tuned defense too if there was a 'visor tune'."
        })
final class EvaluateCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws IOException {
        try (Pipeline pipeline = Pipeline.open(common)) {
            pipeline.evaluate();
            common.console().print("wrote %s%n", pipeline.folder().results());
        }
        return 0;
    }
}
