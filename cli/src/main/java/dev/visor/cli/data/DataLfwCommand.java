package dev.visor.cli.data;

import dev.visor.cli.console.Console;
import dev.visor.cli.console.HelpOptions;
import dev.visor.face.detection.FaceDetector;
import dev.visor.run.Count;
import dev.visor.store.dataset.LfwChoice;
import dev.visor.store.dataset.LfwFolder;
import dev.visor.store.dataset.LfwSummary;
import dev.visor.store.dataset.PersonCount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Choosing from LFW. */
@Command(
        name = "lfw",
        description = {
            "Makes a folder of aligned faces of an unpacked LFW, of the people with enough pictures.",
            "Of several faces in a picture, the one in the middle is taken."
        })
final class DataLfwCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "LFW_FOLDER", description = "The unpacked LFW, one subfolder per person.")
    private Path folder = Path.of(".");

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            required = true,
            description = "The folder of faces to write, new or empty.")
    private Path out = Path.of(".");

    @Option(
            names = "--min-pictures",
            paramLabel = "N",
            defaultValue = "" + LfwFolder.MIN_PICTURES,
            description = "Take the people with at least this many usable pictures (default: ${DEFAULT-VALUE}).")
    private int minPictures = LfwFolder.MIN_PICTURES;

    @Option(
            names = "--people",
            paramLabel = "N",
            description = "Only the N of them with the most pictures (default: all).")
    private @Nullable Integer people;

    @Mixin
    private AlignOptions options = new AlignOptions();

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private HelpOptions help = new HelpOptions();

    @Override
    public Integer call() throws IOException {
        LfwChoice choice = new LfwChoice(
                minPictures, people == null ? OptionalInt.empty() : OptionalInt.of(people), options.format());
        Console console = Console.of(spec);
        LfwSummary summary;
        try (FaceDetector detector = options.open()) {
            summary = new LfwFolder(folder).select(choice, detector, out, console.run(0));
        }
        console.leftOut(summary.leftOut());
        console.print("%-30s %6s %6s%n", "person", "files", "kept");
        for (PersonCount person : summary.kept()) {
            console.print("%-30s %6d %6d%n", person.name(), person.listed(), person.found());
        }
        console.print(
                "%nkept %s with %s%n", Count.ofPeople(summary.kept().size()), Count.of(summary.pictures(), "picture"));
        leftOut(console, "with fewer than " + minPictures + " usable pictures", summary.tooFew());
        leftOut(console, "beyond --people " + people, summary.beyond());
        console.print(
                "wrote %s; train with: visor train --faces %s --alignment %s%n",
                out, out, choice.format().alignment().name());
        return 0;
    }

    private static void leftOut(Console console, String why, List<PersonCount> left) {
        if (!left.isEmpty()) {
            console.print(
                    "left out %s %s, the first of them %s with %d%n",
                    Count.ofPeople(left.size()),
                    why,
                    left.get(0).name(),
                    left.get(0).listed());
        }
    }
}
