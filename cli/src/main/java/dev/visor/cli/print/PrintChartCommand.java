package dev.visor.cli.print;

import dev.visor.cli.console.Console;
import dev.visor.cli.console.HelpOptions;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.print.ChartPdf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A color chart to print and photograph. */
@Command(
        name = "chart",
        description = "Writes a color chart as PDF. A photograph of the print calibrates the printer and the camera.")
final class PrintChartCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--out", paramLabel = "FILE", order = 10, required = true, description = "The PDF file to write.")
    private Path out = Path.of("");

    @Mixin
    private PaperOption paper = new PaperOption();

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private HelpOptions help = new HelpOptions();

    @Override
    public Integer call() throws IOException {
        AtomicFile.check(out);
        new ChartPdf(paper.paper()).write(out);
        Console.of(spec).print("wrote %s%n", out);
        return 0;
    }
}
