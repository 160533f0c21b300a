package dev.visor.cli.data;

import dev.visor.cli.console.Console;
import dev.visor.cli.console.DetectorOption;
import dev.visor.cli.console.HelpOptions;
import dev.visor.cli.console.Table;
import dev.visor.face.Alignment;
import dev.visor.face.FaceFormat;
import dev.visor.face.detection.FaceDetector;
import dev.visor.setting.Registry;
import dev.visor.store.dataset.PersonCount;
import dev.visor.store.dataset.align.AlignChoice;
import dev.visor.store.dataset.align.AlignSummary;
import dev.visor.store.dataset.align.PhotographFolder;
import dev.visor.store.experiment.PluginFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
    private static final int ARCFACE_SIDE = 112;
    private static final int DLIB_SIDE = 150;
    private static final int MIN_SIDE = 32;
    private static final int MAX_SIDE = 1024;

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
            names = "--alignment",
            paramLabel = "NAME",
            defaultValue = "arcface",
            description = "The template: arcface or dlib (default: ${DEFAULT-VALUE}).")
    private String alignment = "arcface";

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "Side of the crops in pixels, in [32, 1024] (default: 112 for arcface, 150 for dlib).")
    private @Nullable Integer size;

    @Option(
            names = "--faces",
            paramLabel = "WHICH",
            defaultValue = "largest",
            description = "largest or all: which faces of a photograph to write (default: ${DEFAULT-VALUE}).")
    private Faces faces = Faces.LARGEST;

    @Mixin
    private DetectorOption detector = new DetectorOption();

    @Option(names = "--plugins", paramLabel = "FOLDER", description = "A folder of jars that may bring detectors.")
    private @Nullable Path plugins;

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private HelpOptions help = new HelpOptions();

    /** Which faces of a photograph are written. */
    enum Faces {
        LARGEST,
        ALL
    }

    @Override
    public Integer call() throws IOException {
        FaceFormat format = format();
        Console console = Console.of(spec);
        AlignSummary summary;
        try (FaceDetector opened = detector.open(registry())) {
            summary = new PhotographFolder(folder)
                    .align(new AlignChoice(format, faces == Faces.ALL), opened, out, console.run(0));
        }
        console.leftOut(summary.leftOut());
        print(summary, format, console);
        return 0;
    }

    private Registry registry() throws IOException {
        Registry standard = Registry.standard();
        return plugins == null ? standard : PluginFolder.load(plugins, standard);
    }

    private FaceFormat format() {
        String word = alignment.toLowerCase(Locale.ROOT);
        if (!word.equals("arcface") && !word.equals("dlib")) {
            throw new IllegalArgumentException("--alignment: \"" + alignment + "\", must be arcface or dlib");
        }
        int side = size != null ? size : word.equals("arcface") ? ARCFACE_SIDE : DLIB_SIDE;
        if (side < MIN_SIDE || side > MAX_SIDE) {
            throw new IllegalArgumentException("--size: " + side + ", must be in [32, 1024]");
        }
        return new FaceFormat(Alignment.parse(word), side, side);
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
                    "%nseveral faces in %d photographs, the first of them %s; %s%n",
                    summary.several().size(),
                    summary.several().get(0),
                    faces == Faces.ALL ? "wrote all" : "wrote the largest of each");
        }
        console.print(
                "%nwrote %d faces to %s; look at %s%ntrain with: visor train --faces %s --alignment %s%n",
                summary.faces(),
                out,
                out.resolve(PhotographFolder.SHEET),
                out,
                format.alignment().name());
    }
}
