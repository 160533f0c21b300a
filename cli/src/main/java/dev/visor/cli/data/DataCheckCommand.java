package dev.visor.cli.data;

import dev.visor.cli.console.Console;
import dev.visor.cli.console.HelpOptions;
import dev.visor.face.Alignment;
import dev.visor.run.Count;
import dev.visor.store.faces.FaceFolderCheck;
import dev.visor.store.faces.FaceFolderReport;
import dev.visor.store.faces.FaceFolderReport.Person;
import dev.visor.store.faces.FaceFolderReport.Size;
import dev.visor.store.faces.FaceFolderReport.Training;
import dev.visor.store.faces.FaceFolderReport.Twins;
import dev.visor.store.faces.Placement;
import dev.visor.store.faces.Placement.Misplaced;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checking a folder of faces. */
@Command(
        name = "check",
        description =
                "Looks through a folder of faces: pictures per person, sizes, duplicates, what cannot be used, whose eyes"
                        + " are not where the template has them, and whether a recognizer can be trained on it.")
final class DataCheckCommand implements Callable<Integer> {

    private static final int SHOWN = 10;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FOLDER", description = "Faces, one subfolder per person.")
    private Path folder = Path.of(".");

    @Option(
            names = "--alignment",
            paramLabel = "NAME",
            description = "What the faces are aligned to: dlib, arcface or four fractions (default: by their size).")
    private @Nullable String alignment;

    @Option(names = "--json", paramLabel = "FILE", description = "Write everything to this file as well.")
    private @Nullable Path json;

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private HelpOptions help = new HelpOptions();

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        if (json != null) {
            checkJson(json);
        }
        FaceFolderReport report =
                FaceFolderCheck.check(folder, alignment == null ? null : Alignment.parse(alignment), console.run(0));
        if (json != null) {
            Json.write(json, report);
        }
        console.print("%-30s %6s %8s %9s%n", "person", "files", "pictures", "different");
        for (Person person : report.people()) {
            console.print("%-30s %6d %8d %9d%n", person.name(), person.files(), person.pictures(), person.different());
        }
        console.print("%n%s with %s%n", Count.ofPeople(report.people().size()), Count.of(report.pictures(), "picture"));
        print(
                console,
                "sizes",
                report.sizes().stream().map(DataCheckCommand::text).toList());
        print(
                console,
                "too few pictures, must be at least 2",
                report.tooFew().stream().map(Person::name).toList());
        print(
                console,
                "the same picture of different people, so one label is likely wrong",
                report.twinsOfSeveral().stream().map(DataCheckCommand::text).toList());
        print(
                console,
                "the same picture of one person",
                report.twinsOfOne().stream().map(DataCheckCommand::text).toList());
        print(console, "no picture or a damaged one", report.unreadable());
        print(console, "stray", report.stray());
        print(report.placement(), console);
        console.print("%ntraining: %s%n", text(report.training()));
        return 0;
    }

    private static void print(Placement placement, Console console) {
        print(
                console,
                "eyes elsewhere than " + String.join(" or ", placement.alignments()),
                placement.misplaced().stream().map(DataCheckCommand::text).toList());
        if (placement.pictures() > 0) {
            console.print(
                    "%nplace of the eyes: as expected in %d of %d aligned faces, elsewhere in %d, no face seen in %d%n",
                    placement.aligned(),
                    placement.pictures(),
                    placement.misplaced().size(),
                    placement.unseen());
        }
    }

    private static String text(Misplaced picture) {
        return String.format(
                Locale.ROOT, "%s: %s, %.2f distances of the eyes off", picture.id(), picture.eyes(), picture.offset());
    }

    private void checkJson(Path file) throws IOException {
        AtomicFile.check(file);
        if (Files.isRegularFile(file)
                && Files.exists(folder)
                && file.toRealPath().startsWith(folder.toRealPath())) {
            throw new IllegalArgumentException(
                    "--json: " + file + " is one of the files that are checked, must be another file");
        }
    }

    private static void print(Console console, String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        console.print("%n%s: %d%n", title, lines.size());
        lines.stream().limit(SHOWN).forEach(line -> console.print("  %s%n", line));
        if (lines.size() > SHOWN) {
            console.print("  and %d more; --json FILE lists all%n", lines.size() - SHOWN);
        }
    }

    private static String text(Size size) {
        return size.width() + "x" + size.height() + " of " + Count.of(size.pictures(), "picture");
    }

    private static String text(Twins twins) {
        return String.join(" = ", twins.ids()) + (twins.sameFile() ? "" : " (the pixels; the files differ)");
    }

    private static String text(Training training) {
        return switch (training.verdict()) {
                    case READY -> "can use " + Count.of(training.pictures(), "picture") + " as they are: ";
                    case NEEDS_ALIGNMENT ->
                        "can use " + Count.of(training.pictures(), "picture") + " with --alignment: ";
                    case REFUSED -> "cannot use this folder: ";
                }
                + training.reason();
    }
}
