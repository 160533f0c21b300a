package dev.visor.store.dataset.pubfig;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.store.dataset.DatasetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The lists of PubFig (Kumar et al., ICCV 2009), {@code dev_urls.txt} and {@code eval_urls.txt}: one line for each
 * picture, its columns separated by tabs. Versions 1.0 to 1.2 are read. A comment (#) names the columns from 1.1 on;
 * without it they are person, imagenum, url, rect and, if there is a fifth, md5sum. Files are UTF-8, or else Latin-1.
 *
 * @param entries the pictures in the order of the files, each person's numbers once
 * @param broken the lines that are none, each as {@code <file>: line <number>: <reason>}
 * @param duplicates the lines whose person and number came before, each as {@code <file>: line <number>: <reason>}
 */
public record PubFigList(List<PubFigEntry> entries, List<String> broken, List<String> duplicates) {

    private static final long LARGEST_FILE = 256L << 20;
    private static final int SHOWN = 3;

    /** Copies the lists. */
    public PubFigList {
        entries = List.copyOf(entries);
        broken = List.copyOf(broken);
        duplicates = List.copyOf(duplicates);
    }

    /**
     * Reads lists as if they were one.
     *
     * @throws DatasetException with one line if there is no such file, its header lacks a column, no line lists a
     *     picture, a person's name cannot be a folder's, or two people's names would be one folder's
     * @throws IOException if a file cannot be read
     */
    public static PubFigList read(List<Path> files) throws IOException {
        List<PubFigEntry> lines = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (Path file : files) {
            readFile(file, lines, broken);
        }
        if (lines.isEmpty() && broken.isEmpty()) {
            throw new DatasetException(files.stream().map(Path::toString).collect(Collectors.joining(", "))
                    + ": no line of a picture, must have at least one of person, imagenum, url and rect");
        }
        PersonFolders.check(lines);
        List<PubFigEntry> entries = new ArrayList<>();
        List<String> duplicates = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (PubFigEntry line : lines) {
            if (known.add(line.key())) {
                entries.add(line);
            } else {
                duplicates.add(line.place() + ": picture " + line.number() + " of " + Quoted.of(line.person())
                        + " was listed before");
            }
        }
        return new PubFigList(entries, broken, duplicates);
    }

    private static void readFile(Path file, List<PubFigEntry> entries, List<String> broken) throws IOException {
        UrlsColumns columns = UrlsColumns.PUBLISHED;
        int number = 0;
        for (String line : text(file).lines().toList()) {
            number++;
            String place = file + ": line " + number;
            if (line.startsWith("#")) {
                columns = header(line, place).orElse(columns);
            } else if (!line.isBlank()) {
                try {
                    entries.add(columns.entry(line, place));
                } catch (IllegalArgumentException e) {
                    broken.add(place + ": " + e.getMessage());
                }
            }
        }
    }

    private static Optional<UrlsColumns> header(String line, String place) throws DatasetException {
        try {
            return UrlsColumns.parse(line);
        } catch (IllegalArgumentException e) {
            throw new DatasetException(place + ": " + e.getMessage());
        }
    }

    private static String text(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new DatasetException(file + ": there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new DatasetException(file + ": is no file, must be a list of PubFig such as dev_urls.txt");
        }
        long size = Files.size(file);
        if (size > LARGEST_FILE) {
            throw new DatasetException(file + ": has " + size + " bytes, must have at most " + LARGEST_FILE);
        }
        byte[] bytes = Files.readAllBytes(file);
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            text = new String(bytes, StandardCharsets.ISO_8859_1);
        }
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    /**
     * {@return this list if no line is broken}
     *
     * @throws DatasetException that counts the broken lines and shows the first of them
     */
    public PubFigList whole() throws DatasetException {
        if (!broken.isEmpty()) {
            String shown = String.join("; ", broken.subList(0, Math.min(SHOWN, broken.size())));
            String more = broken.size() > SHOWN ? "; and " + (broken.size() - SHOWN) + " more" : "";
            throw new DatasetException(shown + more + " (" + broken.size()
                    + (broken.size() == 1 ? " broken line" : " broken lines")
                    + ", must be none unless --skip-broken is given)");
        }
        return this;
    }

    /**
     * {@return the list of those people alone who have the most pictures in it; of equals, those whose names come
     * first}
     *
     * @param people how many, at least 1
     */
    public PubFigList largest(int people) {
        check(people >= 1, "number of people", people, "at least 1");
        Map<String, Long> counts = entries.stream()
                .collect(Collectors.groupingBy(PubFigEntry::person, LinkedHashMap::new, Collectors.counting()));
        Set<String> chosen = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(people)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new PubFigList(
                entries.stream()
                        .filter(entry -> chosen.contains(entry.person()))
                        .toList(),
                broken,
                duplicates);
    }
}
