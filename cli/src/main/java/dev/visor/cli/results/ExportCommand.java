package dev.visor.cli.results;

import dev.visor.cli.run.EngineOptions;
import dev.visor.cli.run.LimitOption;
import dev.visor.experiment.ExperimentResults;
import dev.visor.store.evidence.EvidenceFolder;
import dev.visor.store.export.ExportFormat;
import dev.visor.store.export.FigureBlocks;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.Json;
import dev.visor.store.file.ReadableFile;
import dev.visor.store.run.RunFolder;
import dev.visor.store.run.SystemsFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Exporting. */
@Command(
        name = "export",
        description =
                "Writes the results of a finished run in the form of other programs, to the standard output or a file.")
public final class ExportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", description = "The folder of the run.")
    private Path folder = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            order = 1,
            required = true,
            description = "csv, json, junit (XML of test results), sarif (2.1.0) or markdown.")
    private ExportFormat format = ExportFormat.CSV;

    @Option(names = "--out", paramLabel = "FILE", order = 2, description = "Write to this file.")
    private @Nullable Path out;

    @Option(
            names = "--update",
            paramLabel = "DOCUMENT",
            order = 3,
            description = "Write into this document, between <!-- visor:figures NAME --> and <!-- /visor:figures -->,"
                    + " where NAME is that of the run's folder.")
    private @Nullable Path document;

    @Option(
            names = "--check",
            order = 4,
            description = "With --update: write nothing; end with code 3 if the document has other figures.")
    private boolean check;

    @Mixin
    private LimitOption limits = new LimitOption();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() throws IOException {
        if (check && document == null || out != null && document != null) {
            throw new IllegalArgumentException("--check goes with --update, and --out without it");
        }
        String text = text();
        if (document != null) {
            return update(document, text);
        }
        if (out == null) {
            engine.console().document(text);
        } else {
            AtomicFile.write(out, text.getBytes(StandardCharsets.UTF_8));
        }
        return 0;
    }

    private String text() throws IOException {
        if (SystemsFolder.isAt(folder)) {
            Map<String, ExperimentResults> systems = engine.openSystems(folder).results();
            systems.values().forEach(limits::checkAgainst);
            return format.text(systems, limits.all());
        }
        ExperimentResults results = new EvidenceFolder(new RunFolder(folder)).results(engine.registry());
        limits.checkAgainst(results);
        return format.text(results, limits.all());
    }

    private int update(Path file, String figures) throws IOException {
        String before = new String(ReadableFile.read(file, file.toString(), Json.LARGEST_FILE), StandardCharsets.UTF_8);
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        String after;
        try {
            after = new FigureBlocks(before).filled(name, figures);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
        if (check) {
            if (!after.equals(before)) {
                engine.console().problem(file + ": has other figures of " + name + " than " + folder);
                return EngineOptions.CHECK_FAILED;
            }
        } else {
            AtomicFile.write(file, after.getBytes(StandardCharsets.UTF_8));
        }
        return 0;
    }
}
