package dev.visor.setting;

import dev.visor.run.IllegalSettingException;
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

    /** Returns whether a key is there, without making it a legal one. */
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

    /** Reports what a record refused, where the value stands or, if it was left out, where it could. */
    void refuse(IllegalSettingException refusal) {
        String[] keys = refusal.setting().split("\\.", 2);
        String key = keys[0].replace(' ', '-');
        if (!known.contains(key)) {
            at.reject(refusal.setting() + " " + refusal.value() + ", must be " + refusal.range());
            return;
        }
        Cursor here = at(key);
        Node value = value(key).orElse(null);
        String part = keys.length == 1 ? "" : keys[1] + " ";
        Node.Entry inner = keys.length > 1 && value instanceof Node.Mapping mapped
                ? mapped.entries().get(keys[1])
                : null;
        if (inner != null) {
            here = here.key(keys[1], inner.place());
            value = inner.value();
            part = "";
        }
        String shown = value instanceof Node.Scalar && part.isEmpty() ? value.shown() : part + refusal.value();
        here.reject(shown + ", must be " + refusal.range());
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
