package dev.visor.cli.run;

import dev.visor.setting.JsonSchema;
import dev.visor.setting.Registry;
import dev.visor.setting.schema.SharedSchema;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.file.Json;
import dev.visor.store.file.ResultsSchema;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Schemas of files. */
@Command(
        name = "schema",
        description =
                "Prints the JSON Schema (2020-12) of experiment files, with which editors complete and check them, or"
                        + " of results.json.")
public final class SchemaCommand implements Callable<Integer> {

    /** Files with a schema. */
    enum What {
        /** What 'visor run' takes. */
        EXPERIMENT,
        /** What it writes. */
        RESULTS
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "WHAT",
            defaultValue = "experiment",
            description = "experiment or results (default: ${DEFAULT-VALUE}).")
    private What what = What.EXPERIMENT;

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() throws IOException {
        Registry registry = engine.registry();
        engine.console()
                .document(Json.toText(
                        what == What.EXPERIMENT
                                ? SharedSchema.of(
                                        JsonSchema.document("Visor experiment", ExperimentFile.SETTINGS, registry))
                                : ResultsSchema.document(registry)));
        return 0;
    }
}
