package dev.visor.store.captures;

import dev.visor.evaluation.captured.Capture;
import dev.visor.store.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder of photographs of attackers and honest people. The table {@code captures.csv} in it says who is who; where there is
 * none, the folders' names do:
 *
 * <pre>
 * attackers/PERSON/as TARGET/wearing ACCESSORY/picture
 * honest/PERSON/picture
 * honest/PERSON/wearing ACCESSORY/picture
 * </pre>
 *
 * <p>Folders named {@code session NAME}, {@code distance NAME}, {@code light NAME} or {@code attack ATTACK} may lie between the
 * person and the picture. Files whose names begin with a dot are ignored. Thread-safe.
 *
 * @param folder where they are
 * @param captures each with the file that it is in, in the order of the table, or in counting order
 */
public record CaptureFolder(Path folder, Map<Capture, Path> captures) {

    /** Keeps the order. */
    public CaptureFolder {
        captures = Collections.unmodifiableMap(new LinkedHashMap<>(captures));
    }

    /**
     * Reads who is who; no picture is opened.
     *
     * @param known the names that may be used
     * @throws CapturesException with all problems if names are unknown, files are missing or doubled, or something else is not
     *     as it must be
     * @throws IOException with one line if there is no such folder, or its table is none
     */
    public static CaptureFolder read(Path folder, KnownNames known) throws IOException {
        List<String> problems = new ArrayList<>();
        CaptureListing listing = CaptureListing.of(folder, problems);
        boolean table = listing.files().containsKey(CaptureTable.NAME);
        List<NotedCapture> noted =
                table ? CaptureTable.read(folder, listing, problems) : CaptureStructure.read(listing, problems);
        CaptureCheck check = new CaptureCheck(known, problems);
        Map<Capture, Path> captures = new LinkedHashMap<>();
        noted.stream()
                .flatMap(one -> check.capture(one).stream())
                .forEach(capture -> captures.put(capture, listing.files().get(capture.file())));
        if (!problems.isEmpty()) {
            throw new CapturesException(
                    problems.stream().map(line -> folder + ": " + line).toList());
        }
        if (captures.isEmpty()) {
            throw new IOException(folder + ": has no photograph, must have at least one"
                    + (table ? " in " + CaptureTable.NAME : " in attackers/ or honest/"));
        }
        return new CaptureFolder(folder, captures);
    }

    /**
     * Writes a table to fill in: a line for each picture, with the names of its columns above.
     *
     * @return where it is
     * @throws IOException with one line if there is a table, or no picture
     */
    public static Path writeTemplate(Path folder) throws IOException {
        List<String> problems = new ArrayList<>();
        CaptureListing listing = CaptureListing.of(folder, problems);
        Path table = folder.resolve(CaptureTable.NAME);
        if (Files.exists(table)) {
            throw new IOException(table + ": is there already; fill it in, or delete it first");
        }
        if (listing.pictures().isEmpty()) {
            throw new IOException(folder + ": has no picture, must have at least one");
        }
        if (!problems.isEmpty()) {
            throw new CapturesException(
                    problems.stream().map(line -> folder + ": " + line).toList());
        }
        StringBuilder text = new StringBuilder(CsvTable.line(CaptureTable.COLUMNS));
        for (String picture : listing.pictures()) {
            List<String> empty =
                    CaptureTable.COLUMNS.stream().skip(1).map(column -> "").toList();
            text.append(CsvTable.line(
                    Stream.concat(Stream.of(picture), empty.stream()).toList()));
        }
        AtomicFile.write(table, text.toString().getBytes(StandardCharsets.UTF_8));
        return table;
    }
}
