package dev.visor.store.captures;

import dev.visor.evaluation.captured.CapturedResults;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that the evaluation of captures is written to: {@code captures.csv} with a row for each photograph and system,
 * {@code captures.html}, and {@code captures.json} with everything, which comes last. What an earlier evaluation wrote is
 * replaced. Each file is written whole or not at all.
 *
 * @param folder where it is
 */
public record CaptureOutput(Path folder) {

    private static final String TABLE = "captures.csv";
    private static final String PAGE = "captures.html";
    private static final String RESULTS = "captures.json";

    /** All that an evaluation writes. */
    private static final List<String> FILES = List.of(TABLE, PAGE, RESULTS);

    /** Returns the file of the page. */
    public Path page() {
        return folder.resolve(PAGE);
    }

    /** Returns the file of the results. */
    public Path results() {
        return folder.resolve(RESULTS);
    }

    /**
     * Reads the results.
     *
     * @throws IOException with one line if there is no finished evaluation, or its results are damaged
     */
    public CapturedResults read() throws IOException {
        if (!Files.exists(results())) {
            throw new IOException(results() + ": is not there; 'visor captures' writes it");
        }
        return Json.read(results(), CapturedResults.class);
    }

    /** Returns the file of the table. */
    public Path table() {
        return folder.resolve(TABLE);
    }

    /**
     * Checks, before long work, that the folder can be written; changes nothing.
     *
     * @param captures the folder of photographs, which it must not lie in
     * @param run the folder of the run, likewise
     * @throws IOException with one line if it can't be written, or holds something else than an earlier evaluation
     */
    public void check(Path captures, Path run) throws IOException {
        for (Path other : List.of(captures, run)) {
            if (real(folder).startsWith(real(other))) {
                throw new IOException(folder + ": lies in " + other + ", must be a folder of its own");
            }
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                if (entries.anyMatch(entry -> !FILES.contains(String.valueOf(entry.getFileName())))) {
                    throw new IOException(
                            folder + ": holds something else than an evaluation of captures, must be new, empty or"
                                    + " such an evaluation");
                }
            }
        }
        for (String file : FILES) {
            AtomicFile.check(folder.resolve(file));
        }
    }

    /** Returns the real path of a folder, also if its last parts are not there yet. */
    private static Path real(Path path) throws IOException {
        Path existing = path.toAbsolutePath().normalize();
        Path missing = Path.of("");
        while (!Files.exists(existing) && existing.getParent() != null) {
            missing = existing.getFileName().resolve(missing);
            existing = existing.getParent();
        }
        return existing.toRealPath().resolve(missing).normalize();
    }

    /**
     * Writes an evaluation.
     *
     * @param page the results as one HTML page
     * @throws IOException with one line naming the file that can't be written
     */
    public void write(CapturedResults results, String page) throws IOException {
        // Without this file, what is there is no finished evaluation.
        Files.deleteIfExists(results());
        AtomicFile.write(table(), CapturedTable.text(results).getBytes(StandardCharsets.UTF_8));
        AtomicFile.write(page(), page.getBytes(StandardCharsets.UTF_8));
        Json.write(results(), results);
    }
}
