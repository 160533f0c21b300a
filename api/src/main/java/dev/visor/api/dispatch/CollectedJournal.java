package dev.visor.api.dispatch;

import dev.visor.run.Journal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A journal in memory, whose lines another process keeps. Used by one thread. */
public final class CollectedJournal implements Journal {

    private final Map<String, String> lines = new LinkedHashMap<>();

    /** Makes an empty journal. */
    public CollectedJournal() {}

    @Override
    public Optional<String> find(String piece) {
        return Optional.ofNullable(lines.get(piece));
    }

    @Override
    public void keep(String piece, String result) {
        lines.put(piece, result);
    }

    /** Returns all lines by the names of their pieces, and forgets them. */
    public Map<String, String> take() {
        Map<String, String> taken = Map.copyOf(lines);
        lines.clear();
        return taken;
    }
}
