package dev.visor.store.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SHA-256 sums by name, as {@code sha256sum} of the GNU coreutils writes them: 64 hexadecimal digits, two spaces, a name;
 * a line begins with a backslash if its name has a backslash or the end of a line in it, which are then escaped. Sorted by
 * name. Immutable and thread-safe.
 *
 * @param sums by name; each 64 lower-case hexadecimal digits
 */
public record Sha256Sums(SortedMap<String, String> sums) {

    /** None. */
    public static final Sha256Sums NONE = new Sha256Sums(Collections.emptySortedMap());

    /** So many differences are named; the others are counted. */
    private static final int NAMED = 3;

    private static final Pattern SUM = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern LINE = Pattern.compile("(\\\\?)([0-9a-f]{64}) [ *](.+)");

    /** Copies and checks the sums. */
    public Sha256Sums {
        sums = Collections.unmodifiableSortedMap(new TreeMap<>(sums));
        for (Map.Entry<String, String> entry : sums.entrySet()) {
            if (entry.getKey().isEmpty() || !SUM.matcher(entry.getValue()).matches()) {
                throw new IllegalArgumentException("illegal SHA-256 of \"" + entry.getKey() + "\": " + entry.getValue()
                        + ", must be 64 hexadecimal digits");
            }
        }
    }

    /** Returns these sums and another one, in place of one of the same name. */
    public Sha256Sums with(String name, String sum) {
        SortedMap<String, String> more = new TreeMap<>(sums);
        more.put(name, sum);
        return new Sha256Sums(more);
    }

    /** Returns these sums without one, if it was there. */
    public Sha256Sums without(String name) {
        SortedMap<String, String> fewer = new TreeMap<>(sums);
        fewer.remove(name);
        return new Sha256Sums(fewer);
    }

    /** Returns the sum of all lines: equal only if all names and sums are. */
    public String digest() {
        return Sha256.of(text().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns how other sums differ from these, by name; none if they are equal.
     *
     * @param others what is there now
     */
    public List<String> differences(Sha256Sums others) {
        SortedSet<String> names = new TreeSet<>(sums.keySet());
        names.addAll(others.sums.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            String before = sums.get(name);
            String now = others.sums.get(name);
            if (now == null) {
                differences.add(shown(name) + " is missing");
            } else if (before == null) {
                differences.add(shown(name) + " is new");
            } else if (!before.equals(now)) {
                differences.add(shown(name) + " has changed");
            }
        }
        return differences;
    }

    /** Returns the first of several differences, and how many more there are, as part of a sentence. */
    public static String summary(List<String> differences) {
        int named = Math.min(NAMED, differences.size());
        String first = String.join(", ", differences.subList(0, named));
        return differences.size() > named ? first + " and " + (differences.size() - named) + " more" : first;
    }

    /** Returns the lines, each with its end. */
    public String text() {
        StringBuilder text = new StringBuilder();
        sums.forEach((name, sum) -> {
            String escaped = escaped(name);
            text.append(escaped.equals(name) ? "" : "\\")
                    .append(sum)
                    .append("  ")
                    .append(escaped)
                    .append('\n');
        });
        return text.toString();
    }

    /**
     * Writes the lines to a file, whole or not at all.
     *
     * @throws IOException with one line naming the file if it cannot be written
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, text().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads the lines of a file.
     *
     * @throws DamagedFileException with one line naming the file and the line if it holds something else
     * @throws IOException with one line naming the file if it cannot be read
     */
    public static Sha256Sums read(Path file) throws IOException {
        byte[] bytes = ReadableFile.read(file, file.toString(), Json.LARGEST_FILE);
        return parse(new String(bytes, StandardCharsets.UTF_8), file.toString());
    }

    /**
     * Reads lines.
     *
     * @param name what to call the text in a message
     * @throws DamagedFileException with one line naming the text and the line if it holds something else
     */
    public static Sha256Sums parse(String text, String name) throws DamagedFileException {
        SortedMap<String, String> sums = new TreeMap<>();
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new DamagedFileException(name, "is cut off in its last line");
        }
        int number = 1;
        for (String line : lines(text)) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new DamagedFileException(
                        name, "line " + number + ": must be 64 hexadecimal digits, two spaces and a name");
            }
            String known = matcher.group(1).isEmpty() ? matcher.group(3) : unescaped(matcher.group(3));
            if (sums.put(known, matcher.group(2)) != null) {
                throw new DamagedFileException(name, "line " + number + ": names " + known + " again");
            }
            number++;
        }
        return new Sha256Sums(sums);
    }

    /** Returns the lines; a carriage return ends none, because it belongs to a name. */
    private static List<String> lines(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(text.substring(0, text.length() - 1).split("\n", -1));
    }

    private static String shown(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }

    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescaped(String escaped) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '\\' && i + 1 < escaped.length()) {
                char next = escaped.charAt(++i);
                name.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                name.append(c);
            }
        }
        return name.toString();
    }
}
