package dev.visor.cli.data;

import dev.visor.cli.console.Console;
import dev.visor.cli.console.HelpOptions;
import dev.visor.cli.console.Table;
import dev.visor.face.FaceFormat;
import dev.visor.face.detection.FaceDetector;
import dev.visor.run.Count;
import dev.visor.store.dataset.PersonCount;
import dev.visor.store.dataset.align.AlignChoice;
import dev.visor.store.dataset.align.AlignSummary;
import dev.visor.store.dataset.align.PhotographFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Aligning photographs. */
@Command(
        name = "align",
        description = {
            "Finds the faces in photographs and writes them aligned, one subfolder per person.",
            "Beside them it writes what was not found (not-found.csv) and a sheet of all crops (contact-sheet.png)."
        })
final class DataAlignCommand implements Callable<Integer> {

    private static final int SHOWN = 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PHOTOS", description = "Photographs, one subfolder per person.")
    private Path folder = Path.of(".");

    @Option(
            names = "--out",
            paramLabel = "FACES",
            required = true,
            description = "The folder of faces to write, new or empty.")
    private Path out = Path.of(".");

    @Option(
            names = "--faces",
            paramLabel = "WHICH",
            defaultValue = "largest",
            description = "largest or all: which faces of a photograph to write (default: ${DEFAULT-VALUE}).")
    private Faces faces = Faces.LARGEST;

    @Mixin
    private AlignOptions options = new AlignOptions();

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private HelpOptions help = new HelpOptions();

    /** Which faces of a photograph are written. */
    enum Faces {
        LARGEST,
        ALL
    }

    @Override
    public Integer call() throws IOException {
        FaceFormat format = options.format();
        Console console = Console.of(spec);
        AlignSummary summary;
        try (FaceDetector opened = options.open()) {
            summary = new PhotographFolder(folder)
                    .align(new AlignChoice(format, faces == Faces.ALL), opened, out, console.run(0));
        }
        console.leftOut(summary.leftOut());
        print(summary, format, console);
        return 0;
    }

    private void print(AlignSummary summary, FaceFormat format, Console console) {
        Table people = new Table("person", "files", "faces");
        for (PersonCount person : summary.people()) {
            people.row(person.name(), person.listed(), person.found());
        }
        people.print(console);
        if (!summary.notFound().isEmpty()) {
            console.print("%nnot found: %d%n", summary.notFound().size());
            Table table = new Table("photograph", "reason");
            summary.notFound().stream().limit(SHOWN).forEach(line -> table.row(line.id(), line.reason()));
            table.print(console);
            if (summary.notFound().size() > SHOWN) {
                console.print(
                        "and %d more, all in %s%n",
                        summary.notFound().size() - SHOWN, out.resolve(PhotographFolder.NOT_FOUND));
            }
        }
        if (!summary.several().isEmpty()) {
            console.print(
                    "%nseveral faces in %s, the first of them %s; %s%n",
                    Count.of(summary.several().size(), "photograph"),
                    summary.several().get(0),
                    faces == Faces.ALL ? "wrote all" : "wrote the largest of each");
        }
        console.print(
                "%nwrote %s to %s; look at %s%ntrain with: visor train --faces %s --alignment %s%n",
                Count.of(summary.faces(), "face"),
                out,
                out.resolve(PhotographFolder.SHEET),
                out,
                format.alignment().name());
    }
}
