package dev.visor.store.dataset.pubfig;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which column of a list of PubFig is what.
 *
 * @param names in their order, in lower case
 * @param least how many a line must have
 */
record UrlsColumns(List<String> names, int least) {

    /** The columns of version 1.0, which names none; a fifth one has been the MD5 sum ever since there is one. */
    static final UrlsColumns PUBLISHED = new UrlsColumns(List.of("person", "imagenum", "url", "rect", "md5sum"), 4);

    private static final List<String> REQUIRED = List.of("person", "imagenum", "url", "rect");

    UrlsColumns {
        names = List.copyOf(names);
    }

    /**
     * {@return the columns that a comment names; empty if it is about something else}
     *
     * @throws IllegalArgumentException if it names some but not all that are needed, or one twice
     */
    static Optional<UrlsColumns> parse(String comment) {
        List<String> names = Arrays.stream(
                        comment.replaceFirst("^#+", "").strip().split("\t", -1))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (names.size() < 2 || names.stream().noneMatch(REQUIRED::contains)) {
            return Optional.empty();
        }
        List<String> lacking =
                REQUIRED.stream().filter(name -> !names.contains(name)).toList();
        boolean twice = Stream.concat(REQUIRED.stream(), Stream.of("md5sum"))
                .anyMatch(name -> names.indexOf(name) != names.lastIndexOf(name));
        if (!lacking.isEmpty() || twice) {
            throw new IllegalArgumentException("illegal columns: " + String.join(", ", names)
                    + ", must be person, imagenum, url and rect once each, and md5sum at most once");
        }
        return Optional.of(new UrlsColumns(names, names.size()));
    }

    /**
     * {@return the entry of a line}
     *
     * @param place what to call the line
     * @throws IllegalArgumentException naming the column, the value and what is allowed
     */
    PubFigEntry entry(String line, String place) {
        String[] values = line.split("\t", -1);
        if (values.length < least) {
            throw new IllegalArgumentException("illegal number of columns: " + values.length + " in " + Quoted.of(line)
                    + ", must be at least " + least + " with a tab between two");
        }
        return new PubFigEntry(
                value(values, "person").orElse(""),
                PubFigEntry.parseNumber(value(values, "imagenum").orElse("")),
                value(values, "url").orElse(""),
                FaceRectangle.parse(value(values, "rect").orElse("")),
                value(values, "md5sum"),
                place);
    }

    private Optional<String> value(String[] values, String name) {
        int index = names.indexOf(name);
        return index < 0 || index >= values.length
                ? Optional.empty()
                : Optional.of(values[index].strip()).filter(value -> !value.isEmpty());
    }
}
