package dev.visor.setting;

import java.util.Optional;

/**
 * Where a value is being read. Immutable, but for the problems.
 *
 * @param path the keys that lead to the value, with dots between; empty for a whole document
 * @param place where its key stands
 * @param problems takes what is wrong
 * @param registry knows the kinds
 */
public record Cursor(String path, Place place, Problems problems, Registry registry) {

    /** Returns where the value behind a key is read. */
    public Cursor key(String key, Place keyPlace) {
        return new Cursor(path.isEmpty() ? key : path + "." + key, keyPlace, problems, registry);
    }

    /** Returns where an item of a list is read, counted from 0: where its first key stands, or where the list does. */
    Cursor item(int index, Node item) {
        Place first = item instanceof Node.Mapping mapping
                ? mapping.entries().values().stream()
                        .map(Node.Entry::place)
                        .findFirst()
                        .orElse(place)
                : place;
        return new Cursor(path + "[" + (index + 1) + "]", first, problems, registry);
    }

    /** Reports that a value is none of those that are allowed. */
    public <T> Optional<T> refuse(Node value, String allowed) {
        if (value instanceof Node.Amended amended) {
            amended.keys()
                    .entries()
                    .values()
                    .forEach(key -> problems.add(key.place(), path + ": is " + value.shown() + ", which has no keys"));
            return Optional.empty();
        }
        return reject(value.shown() + ", must be " + allowed);
    }

    /** Reports what is wrong with a value. */
    public <T> Optional<T> reject(String message) {
        problems.add(place, path.isEmpty() || place.names(path) ? message : path + ": " + message);
        return Optional.empty();
    }
}
