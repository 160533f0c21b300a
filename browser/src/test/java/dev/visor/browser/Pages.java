package dev.visor.browser;

import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.ExperimentResults;
import dev.visor.report.HtmlReport;
import dev.visor.report.SamplePictures;
import dev.visor.report.SampleResults;
import dev.visor.report.SystemsReport;
import dev.visor.report.captures.CapturesReport;
import dev.visor.report.captures.SampleCaptures;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The pages that tests show, as files. */
final class Pages {

    private static final int PEOPLE = 14;

    private Pages() {}

    /** Returns the page of an experiment. */
    static Path report() {
        return write("report.html", render(SampleResults.typical()));
    }

    /** Returns a page with so many strips of pictures. */
    static Path strips(int count) {
        return write("strips-" + count + ".html", render(SampleResults.withExamples(count)));
    }

    /** Returns a page whose tables of defenses are long; the order of their rates is not that of their counts. */
    static Path longTables() {
        List<DefenseResult> defenses = new ArrayList<>();
        IntStream.range(0, PEOPLE)
                .mapToObj(i -> SampleResults.defense(
                        i == 0 ? "none" : "=mask, \"" + i + "\"",
                        i == 0 ? List.of() : List.of("saliency mask"),
                        new Rate(40 - i, 40),
                        List.of(SampleResults.cell(
                                SampleResults.UNAWARE, SampleResults.GLASSES, (7 * i + 3) % 40, i % 2 == 0 ? 40 : 80))))
                .forEach(defenses::add);
        return write(
                "long.html",
                render(SampleResults.of(List.of(SampleResults.UNAWARE), defenses.toArray(DefenseResult[]::new))));
    }

    /** Returns the page that compares systems. */
    static Path systems() {
        Map<String, ExperimentResults> systems = new LinkedHashMap<>();
        List.of("front door", "back door", "garage", "gate")
                .forEach(name -> systems.put(name, SampleResults.typical()));
        return write("systems.html", SystemsReport.render("Four doors", systems, SampleResults.COMMAND));
    }

    /** Returns the page of captures. */
    static Path captures() {
        return write(
                "captures.html",
                CapturesReport.render(SampleCaptures.typical(), "visor captures photographs", SamplePictures::png));
    }

    /** Returns a page of each kind, and those that the system property "visor.pages" names. */
    static Stream<Path> all() {
        Stream<Path> named = Stream.of(System.getProperty("visor.pages", "").split(Pattern.quote(File.pathSeparator)))
                .filter(name -> !name.isEmpty())
                .map(Path::of);
        return Stream.concat(Stream.of(report(), longTables(), systems(), captures()), named);
    }

    private static String render(ExperimentResults results) {
        return HtmlReport.render(results, null, SampleResults.TIMES, SampleResults.COMMAND, SamplePictures::png);
    }

    private static Path write(String name, String page) {
        try {
            return Files.writeString(
                            Files.createDirectories(Path.of("target", "pages")).resolve(name), page)
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
