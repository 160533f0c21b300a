package dev.visor.store.experiment;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of one mapping: which keys were asked for, and which values were refused. Not thread-safe. */
final class YamlEntries {

    private final String path;
    private final YamlPlace place;
    private final Map<String, YamlNode.Entry> entries;
    private final YamlProblems problems;
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> refused = new HashSet<>();

    /**
     * Makes the values of a mapping.
     *
     * @param path the keys that lead to it, with dots between; empty for a whole document
     * @param place where its own key stands
     * @param problems takes what is wrong
     */
    YamlEntries(String path, YamlPlace place, Map<String, YamlNode.Entry> entries, YamlProblems problems) {
        this.path = path;
        this.place = place;
        this.entries = entries;
        this.problems = problems;
    }

    /** Returns those of a mapping behind a key. */
    YamlEntries inner(String key, YamlPlace innerPlace, Map<String, YamlNode.Entry> inner) {
        return new YamlEntries(full(key), innerPlace, inner, problems);
    }

    /** Returns a value, which makes its key a legal one. */
    YamlNode.@Nullable Entry ask(String key) {
        known.add(key);
        return entries.get(key);
    }

    /** Returns a value, if there is one. */
    YamlNode.@Nullable Entry find(String key) {
        return entries.get(key);
    }

    Collection<String> keys() {
        return entries.keySet();
    }

    boolean isRefused(String key) {
        return refused.contains(key);
    }

    /** Returns where a key stands, or where the mapping does if it has no such key. */
    YamlPlace placeOf(String key) {
        YamlNode.Entry entry = entries.get(key);
        return entry == null ? place : entry.place();
    }

    /** Tells that a value is none of those that are allowed. */
    void refuse(String key, String allowed) {
        YamlNode.Entry entry = entries.get(key);
        if (entry != null && refused.add(key)) {
            problems.add(entry.place(), full(key) + ": " + entry.value().shown() + ", must be " + allowed);
        }
    }

    /** Tells what a reader of a value has to say against it. */
    void reject(String key, @Nullable String message) {
        refused.add(key);
        problems.add(placeOf(key), full(key) + ": " + message);
    }

    /** Tells that a key must be there. */
    void miss(String key, String allowed) {
        problems.add(place, full(key) + ": is missing, must be " + allowed);
    }

    /** Tells what is wrong with the mapping as a whole. */
    void reject(String message) {
        problems.add(place, (path.isEmpty() ? "" : path + ": ") + message);
    }

    /** Tells which keys nobody has asked for. */
    void refuseUnknown() {
        entries.forEach((key, entry) -> {
            if (!known.contains(key) && refused.add(key)) {
                problems.add(
                        entry.place(),
                        "unknown key \"" + full(key) + "\", must be one of " + known
                                + meant(key, known, path.isEmpty() ? "" : path + "."));
            }
        });
    }

    /** Returns what to say of the word that somebody may have meant. */
    static String meant(String word, Collection<String> words, String prefix) {
        return Spelling.nearest(word, words)
                .map(near -> " (did you mean \"" + prefix + near + "\"?)")
                .orElse("");
    }

    private String full(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
