package dev.visor.store.experiment;

import dev.visor.run.IllegalSettingException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The values of one mapping, read by key. The keys that are asked for are the legal ones.
 *
 * <p>Ranges are not known here: they are those of the records that the values go into. {@link #build} makes a record,
 * tells what it refuses, and makes it again with the base's value instead, until nothing is left to refuse. A value
 * that is no number goes in as one that no range holds, so that its problem tells the range too.
 *
 * <p>Not thread-safe.
 */
final class YamlSection {

    /** The key that tells which of several forms a section has. */
    static final String KIND = "kind";

    private final YamlEntries own;
    private final Map<String, String> keys = new HashMap<>();
    private final Map<String, YamlNumbers.Kind> kinds = new LinkedHashMap<>();

    private YamlSection(YamlEntries own) {
        this.own = own;
    }

    /** Returns the section of a whole document. */
    static YamlSection root(YamlPlace place, YamlNode.Mapping mapping, YamlProblems problems) {
        return new YamlSection(new YamlEntries("", place, mapping.entries(), problems));
    }

    /** Returns the section behind a key, an empty one if there is none. */
    YamlSection section(String key) {
        YamlNode.Entry entry = own.ask(key);
        if (entry != null && entry.value() instanceof YamlNode.Mapping mapping) {
            return new YamlSection(own.inner(key, entry.place(), mapping.entries()));
        }
        refuse(key, "a mapping");
        return new YamlSection(own.inner(key, own.placeOf(key), Map.of()));
    }

    /** Returns the section behind a key, where a word alone stands for a mapping with that word behind a key. */
    YamlSection section(String key, String wordKey) {
        YamlNode.Entry entry = own.ask(key);
        Optional<YamlNode.Mapping> mapping =
                entry == null ? Optional.empty() : entry.value().mapping(wordKey, entry.place());
        return mapping.isEmpty()
                ? section(key)
                : new YamlSection(own.inner(key, own.placeOf(key), mapping.get().entries()));
    }

    /**
     * Returns a section for each item of a list, none if the key is not there or no such list.
     *
     * @param wordKey what an item that is a word alone stands behind
     */
    Optional<List<YamlSection>> sections(String key, String wordKey) {
        YamlNode.Entry entry = own.ask(key);
        if (entry == null) {
            return Optional.empty();
        }
        Optional<List<YamlNode.Mapping>> items = entry.value().mappings(wordKey, entry.place());
        if (items.isEmpty()) {
            refuse(key, "a list of words or mappings");
        }
        return items.map(list -> IntStream.range(0, list.size())
                .mapToObj(i -> new YamlSection(own.inner(
                        key + "[" + (i + 1) + "]",
                        list.get(i).place(entry.place()),
                        list.get(i).entries())))
                .toList());
    }

    /** Returns the keys that are there. */
    Collection<String> keys() {
        return own.keys();
    }

    /** Tells whether a key is there. */
    boolean has(String key) {
        return own.ask(key) != null;
    }

    /** Tells whether a key is there and nothing was wrong with it. */
    boolean good(String key) {
        return has(key) && !own.isRefused(key);
    }

    /** Tells whether there is a word behind a key, rather than a list or a mapping. */
    boolean isWord(String key) {
        YamlNode.Entry entry = own.ask(key);
        return entry != null && entry.value() instanceof YamlNode.Scalar word && !word.empty();
    }

    /** Returns a text, which may not be empty. */
    Optional<String> text(String key) {
        YamlNode.Entry entry = own.ask(key);
        if (entry == null || own.isRefused(key)) {
            return Optional.empty();
        }
        if (entry.value() instanceof YamlNode.Scalar scalar && !scalar.text().isBlank()) {
            return Optional.of(scalar.text());
        }
        refuse(key, "a text");
        return Optional.empty();
    }

    /** Returns a path, absolute and normal; a relative one is relative to the place's folder. */
    Optional<Path> path(String key) {
        Optional<String> text = text(key);
        try {
            return text.map(value ->
                    own.placeOf(key).folder().resolve(value).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            refuse(key, "a path");
            return Optional.empty();
        }
    }

    /** Returns what a word stands for; upper and lower case are the same. */
    <T> T word(String key, Map<String, T> words, T base) {
        return words(key, words.keySet(), text(key)).map(words::get).orElse(base);
    }

    /** Returns the constant that a word names, in small letters or large. */
    <T extends Enum<T>> T word(String key, T[] constants, T base) {
        Map<String, T> words = new LinkedHashMap<>();
        for (T constant : constants) {
            words.put(constant.name().toLowerCase(Locale.ROOT), constant);
        }
        return word(key, words, base);
    }

    /** Returns the kind of thing that the section tells of, none if it is no known one. */
    Optional<String> kind(List<String> kinds) {
        if (!has(KIND)) {
            miss(KIND, "one of " + kinds);
        }
        return words(KIND, kinds, text(KIND));
    }

    private Optional<String> words(String key, Collection<String> words, Optional<String> text) {
        Optional<String> found = words.stream()
                .filter(word -> text.isPresent() && word.equalsIgnoreCase(text.get()))
                .findFirst();
        if (text.isPresent() && found.isEmpty()) {
            refuse(key, "one of " + words + YamlEntries.meant(text.get(), words, ""));
        }
        return found;
    }

    /**
     * Returns what a parser makes of a text.
     *
     * @param parser throws an {@code IllegalArgumentException} that tells what is wrong with a text
     */
    <T> Optional<T> parsed(String key, Function<String, T> parser) {
        return text(key).flatMap(text -> parse(key, text, parser));
    }

    /** Returns what a parser makes of a text, or of the texts of a list with commas between. */
    <T> Optional<T> parsedJoined(String key, Function<String, T> parser) {
        YamlNode.Entry entry = own.ask(key);
        if (entry == null || !YamlNumbers.Kind.WORDS.holds(entry.value())) {
            return parsed(key, parser);
        }
        String joined = ((YamlNode.Sequence) entry.value())
                .items().stream().map(item -> ((YamlNode.Scalar) item).text()).collect(Collectors.joining(","));
        return parse(key, joined, parser);
    }

    /** Returns what a parser makes of each text of a list, which the record calls by another name. */
    <T> List<T> parsedList(String key, String setting, Function<String, T> parser, List<T> base) {
        YamlNode.Entry entry = own.ask(key);
        keys.put(setting.replace(' ', '-'), key);
        kinds.put(key, YamlNumbers.Kind.WORDS);
        if (entry == null || own.isRefused(key)) {
            return base;
        }
        if (!YamlNumbers.Kind.WORDS.holds(entry.value()) || !(entry.value() instanceof YamlNode.Sequence list)) {
            refuse(key, YamlNumbers.Kind.WORDS.name());
            return base;
        }
        List<Optional<T>> values = list.items().stream()
                .map(item -> parse(key, ((YamlNode.Scalar) item).text(), parser))
                .toList();
        return own.isRefused(key)
                ? base
                : values.stream().map(Optional::orElseThrow).toList();
    }

    private <T> Optional<T> parse(String key, String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            own.reject(key, e.getMessage());
            return Optional.empty();
        }
    }

    /** Tells whether nothing is wrong with what a value came to; if the check throws, the problem is told. */
    boolean accepts(String key, Runnable check) {
        return parse(key, key, text -> {
                    check.run();
                    return text;
                })
                .isPresent();
    }

    /** Returns a number; not a number if it is none. */
    double number(String key, double base) {
        return number(key, key, base);
    }

    /** Returns a number that the record calls by another name. */
    double number(String key, String setting, double base) {
        return read(key, setting, YamlNumbers.NUMBER, base);
    }

    /** Returns a number, which may be infinite; not a number if it is none. */
    double numberOrInfinity(String key, double base) {
        return read(key, key, YamlNumbers.NUMBER_OR_INFINITY, base);
    }

    /** Returns a whole number; the least one if it is none. */
    int whole(String key, int base) {
        return whole(key, key, base);
    }

    /** Returns a whole number that the record calls by another name. */
    int whole(String key, String setting, int base) {
        return read(key, setting, YamlNumbers.WHOLE, base);
    }

    /** Returns a whole number, which may be as long as a seed. */
    long longWhole(String key, long base) {
        return read(key, key, YamlNumbers.LONG, base);
    }

    /** Returns a whole number, or none if the key is not there. */
    OptionalInt optionalWhole(String key) {
        int value = whole(key, 0);
        return own.find(key) != null && !own.isRefused(key) ? OptionalInt.of(value) : OptionalInt.empty();
    }

    /** Returns numbers that the record calls by another name; one that is not a number if it is no list of them. */
    List<Double> numbers(String key, String setting, List<Double> base) {
        return read(key, setting, YamlNumbers.NUMBERS, base);
    }

    /** Returns whole numbers that the record calls by another name; the least one if it is no list of them. */
    List<Integer> wholes(String key, String setting, List<Integer> base) {
        return read(key, setting, YamlNumbers.WHOLES, base);
    }

    private <T> T read(String key, String setting, YamlNumbers<T> numbers, T base) {
        YamlNode.Entry entry = own.ask(key);
        keys.put(setting.replace(' ', '-'), key);
        kinds.put(key, numbers.kind());
        if (entry == null || own.isRefused(key)) {
            return base;
        }
        return numbers.read(entry.value());
    }

    /**
     * Makes a record of the values, and tells what it refuses.
     *
     * @param base what to return if it refuses something else than a value of the document, or the base's value too
     * @param maker reads the values and makes the record; called again after each refusal
     */
    <T> T build(T base, Supplier<T> maker) {
        while (true) {
            try {
                return maker.get();
            } catch (IllegalSettingException e) {
                String setting = e.setting().replace(' ', '-');
                String key = keys.getOrDefault(setting, setting);
                if (own.isRefused(key)) {
                    return base;
                }
                YamlNode.Entry entry = own.find(key);
                if (entry == null) {
                    own.reject(e.setting() + " " + e.value() + ", must be " + e.range());
                    return base;
                }
                refuse(key, kind(key).must(entry.value(), e));
            }
        }
    }

    private YamlNumbers.Kind kind(String key) {
        return kinds.getOrDefault(key, YamlNumbers.Kind.ANY);
    }

    /** Tells that a value is none of those that are allowed. */
    void refuse(String key, String allowed) {
        own.refuse(key, allowed);
    }

    /** Tells that a key must be there. */
    void miss(String key, String allowed) {
        own.miss(key, allowed);
    }

    /** Tells what is left to tell when all keys have been asked for: unknown keys, and values of a wrong type. */
    void close() {
        own.refuseUnknown();
        kinds.forEach((key, kind) -> {
            YamlNode.Entry entry = own.find(key);
            if (entry != null && !kind.holds(entry.value())) {
                refuse(key, kind.nameFor(entry.value()));
            }
        });
    }
}
