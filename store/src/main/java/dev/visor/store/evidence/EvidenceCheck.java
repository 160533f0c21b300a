package dev.visor.store.evidence;

import dev.visor.evaluation.captured.CapturedResults;
import dev.visor.evaluation.captured.RunAttacks;
import dev.visor.experiment.ExperimentResults;
import dev.visor.setting.Registry;
import dev.visor.store.file.Json;
import dev.visor.store.file.JsonDifferences;
import dev.visor.store.file.JsonDifferences.Difference;
import dev.visor.store.file.ReadableFile;
import dev.visor.store.file.Sha256;
import dev.visor.store.file.Sha256Sums;
import dev.visor.store.run.RunFolder;
import dev.visor.store.run.RunRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What came of checking a run folder: whether its files are those that the manifest lists, and whether its figures follow
 * from its journals.
 *
 * @param files how many files the manifest lists
 * @param problems what does not agree, a line each; none if all is well
 * @param unlisted files that the manifest does not list, so that nothing is known of them
 */
public record EvidenceCheck(int files, List<String> problems, List<String> unlisted) {

    /** Rounding of sums in another order. */
    private static final double ROUNDING = 1e-12;

    /** Copies the lists. */
    public EvidenceCheck {
        problems = List.copyOf(problems);
        unlisted = List.copyOf(unlisted);
    }

    /**
     * Checks a run folder that has a manifest. Changes nothing in it.
     *
     * @param registry the kinds that the run can name
     * @throws IOException with one line if it is no run or has no manifest
     */
    public static EvidenceCheck of(RunFolder run, Registry registry) throws IOException {
        EvidenceFolder evidence = new EvidenceFolder(run);
        Manifest manifest = evidence.read();
        List<String> problems = new ArrayList<>();
        evidence.differences(Set.of())
                .forEach(difference -> problems.add(difference + " since the manifest was written"));
        part(problems, () -> problems.addAll(header(manifest, run)));
        part(problems, () -> problems.addAll(figures(run, registry)));
        part(problems, () -> problems.addAll(captures(run, registry)));
        return new EvidenceCheck(manifest.files().size(), problems, evidence.unlisted());
    }

    /** A part of the check, which a damaged file ends. */
    private interface Part {
        void run() throws IOException;
    }

    private static void part(List<String> problems, Part part) {
        try {
            part.run();
        } catch (IOException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> header(Manifest manifest, RunFolder run) throws IOException {
        List<String> problems = new ArrayList<>();
        RunRecord record = run.readRun();
        if (!manifest.weightsSha256().equals(record.weightsSha256())) {
            problems.add("manifest.json names the weights " + manifest.weightsSha256() + ", run.json "
                    + record.weightsSha256());
        }
        if (!manifest.processors().equals(record.processors())) {
            problems.add("manifest.json names the processors " + manifest.processors() + ", run.json "
                    + record.processors());
        }
        new Sha256Sums(manifest.faces())
                .differences(run.readFaces())
                .forEach(difference -> problems.add("manifest.json and faces.sha256 differ: " + difference));
        return problems;
    }

    /** Returns every figure of the results that does not follow from the rest of the folder, with both values. */
    private static List<String> figures(RunFolder run, Registry registry) throws IOException {
        byte[] bytes = ReadableFile.read(run.results(), run.results().toString(), Json.LARGEST_FILE);
        ExperimentResults reported = Json.read(run.results(), ExperimentResults.class, registry);
        ExperimentResults recounted = new ResultsRecount(run, registry).of(reported);
        return differences(run.results(), new String(bytes, StandardCharsets.UTF_8), Json.toText(recounted, registry));
    }

    /** Returns every figure of the captures that does not follow from their pictures and the results. */
    private static List<String> captures(RunFolder run, Registry registry) throws IOException {
        Optional<CapturedResults> reported = run.readCaptures();
        if (reported.isEmpty()) {
            return List.of();
        }
        CapturedResults captures = reported.get();
        RunAttacks attacks = run.readResults(registry).printable();
        CapturedResults recounted = CapturedResults.of(
                new CapturedResults.Site(captures.title(), captures.network(), Sha256.of(run.results()), attacks),
                captures.systems(),
                captures.pictures());
        return differences(run.captures(), Json.toText(captures), Json.toText(recounted));
    }

    private static List<String> differences(Path file, String reported, String recounted) throws IOException {
        return JsonDifferences.of(reported, recounted).stream()
                .filter(difference -> difference.whole() || difference.distance() > ROUNDING)
                .map(difference -> line(file, difference))
                .toList();
    }

    private static String line(Path file, Difference difference) {
        return file.getFileName() + ": " + difference.path() + " is " + difference.first()
                + ", but the rest of the run gives " + difference.second();
    }
}
