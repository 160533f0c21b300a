package dev.visor.setting;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** A mapping that is being read: which keys are legal shows by what was asked for. Not thread-safe. */
public final class Section {

    private final Node.Mapping mapping;
    private final Cursor at;
    private final Set<String> known = new LinkedHashSet<>();
    private boolean sound = true;
    private boolean kindKnown = true;

    Section(Node.Mapping mapping, Cursor at) {
        this.mapping = mapping;
        this.at = at;
    }

    /** Returns where the section is. */
    public Cursor at() {
        return at;
    }

    /** Returns where a key stands, or where the section does if it has no such key. */
    Cursor at(String key) {
        Node.Entry entry = mapping.entries().get(key);
        return at.key(key, entry == null ? at.place() : entry.place());
    }

    /** Returns the value of a key, which makes the key a legal one. */
    Optional<Node> value(String key) {
        known.add(key);
        return Optional.ofNullable(mapping.entries().get(key)).map(Node.Entry::value);
    }

    /** Tells whether a key is there, without making it a legal one. */
    boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    /** Says that a value was refused. */
    <T> Optional<T> unsound() {
        sound = false;
        return Optional.empty();
    }

    /** Says that nobody knows which keys are legal. */
    <T> Optional<T> unknownKind() {
        kindKnown = false;
        return unsound();
    }

    boolean isSound() {
        return sound;
    }

    /** Reports the keys that nobody asked for. */
    void close() {
        if (!kindKnown) {
            return;
        }
        mapping.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                sound = false;
                Cursor there = at.key(key, entry.place());
                at.problems()
                        .add(
                                entry.place(),
                                "unknown key \"" + there.path() + "\", must be one of " + known
                                        + Spelling.hint(key, known));
            }
        });
    }
}
