package dev.visor.cli.data;

import dev.visor.cli.console.Console;
import dev.visor.cli.console.HelpOptions;
import dev.visor.face.FaceFormat;
import dev.visor.face.detection.FaceDetector;
import dev.visor.store.dataset.PersonCount;
import dev.visor.store.dataset.pubfig.PubFigConfig;
import dev.visor.store.dataset.pubfig.PubFigDownload;
import dev.visor.store.dataset.pubfig.PubFigList;
import dev.visor.store.dataset.pubfig.PubFigOutcome;
import dev.visor.store.dataset.pubfig.PubFigSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetching PubFig. */
@Command(
        name = "pubfig",
        description = {
            "Fetches the pictures that the published lists of PubFig name, and writes their faces aligned.",
            "The detector looks for the face in the rectangle that the list gives.",
            "Most addresses are dead; a table shows which are not. The same command resumes an interrupted download."
        })
final class DataPubFigCommand implements Callable<Integer> {

    private static final String ROW = "%-42s %6d%n";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "URLS_FILE", description = "dev_urls.txt, eval_urls.txt or both.")
    private List<Path> files = List.of();

    @Option(names = "--out", paramLabel = "FOLDER", required = true, description = "The folder of faces to write.")
    private Path out = Path.of(".");

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "8",
            description = "Connections at a time, of which a host gets at most two (default: ${DEFAULT-VALUE}).")
    private int threads = 8;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long an answer may take up to its last byte (default: ${DEFAULT-VALUE}).")
    private int timeout = 20;

    @Option(
            names = "--retries",
            paramLabel = "N",
            defaultValue = "2",
            description = "How often to ask again after a time-out, a broken connection or a fault of the server"
                    + " (default: ${DEFAULT-VALUE}).")
    private int retries = 2;

    @Option(
            names = "--people",
            paramLabel = "N",
            description = "Only the N people with the most pictures in the lists (default: all).")
    private @Nullable Integer people;

    @Option(
            names = "--min-pictures",
            paramLabel = "N",
            defaultValue = "2",
            description = "Name the people with fewer pictures than this (default: ${DEFAULT-VALUE}).")
    private int minPictures = 2;

    @Option(names = "--again", description = "Ask once more for the pictures that were dead in an earlier run.")
    private boolean again;

    @Option(names = "--skip-broken", description = "Go on without the broken lines of a list.")
    private boolean skipBroken;

    @Mixin
    private AlignOptions options = new AlignOptions();

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private HelpOptions help = new HelpOptions();

    @Override
    public Integer call() throws IOException {
        PubFigConfig standard = PubFigConfig.DEFAULT;
        PubFigConfig config = new PubFigConfig(
                threads, Duration.ofSeconds(timeout), retries, standard.pause(), standard.backOff(), again);
        FaceFormat format = options.format();
        PubFigList read = PubFigList.read(files);
        PubFigList list = skipBroken ? read : read.whole();
        Console console = Console.of(spec);
        PubFigSummary summary;
        try (FaceDetector detector = options.open()) {
            summary = new PubFigDownload(config, detector, options.detector(), format)
                    .run(people == null ? list : list.largest(people), out, console.run(0));
        }
        console.leftOut(list.broken());
        console.leftOut(list.duplicates());
        print(summary, console);
        return 0;
    }

    private void print(PubFigSummary summary, Console console) {
        console.print(ROW, "pictures listed", summary.listed());
        console.print(ROW, "found", summary.count(PubFigOutcome.FOUND));
        console.print(ROW, "found but removed from the folder since", summary.removed());
        console.print(ROW, "changed: the MD5 sum differs", summary.count(PubFigOutcome.CHANGED));
        console.print(ROW, "no picture or a damaged one", summary.count(PubFigOutcome.UNDECODABLE));
        console.print(ROW, "rectangle outside of the picture", summary.count(PubFigOutcome.OUTSIDE));
        console.print(ROW, "no face in the rectangle, or none to use", summary.count(PubFigOutcome.NO_FACE));
        console.print(ROW, "dead", summary.count(PubFigOutcome.DEAD));
        summary.dead().forEach((reason, count) -> console.print(ROW, "  " + reason, count));
        console.print("%n%-30s %6s %6s%n", "person", "listed", "found");
        for (PersonCount person : summary.people()) {
            console.print("%-30s %6d %6d%n", person.name(), person.listed(), person.found());
        }
        List<PersonCount> below = summary.below(minPictures);
        if (!below.isEmpty()) {
            console.print(
                    "%nfewer than %d pictures: %s%n",
                    minPictures,
                    below.stream()
                            .map(person -> person.name() + " (" + person.found() + ")")
                            .collect(Collectors.joining(", ")));
        }
        if (summary.count(PubFigOutcome.FOUND) == 0) {
            console.print("%nnothing was found; if there was no network, --again asks once more%n");
        }
        console.print("%nwrote %s%n", out.resolve(PubFigSummary.FILE));
    }
}
