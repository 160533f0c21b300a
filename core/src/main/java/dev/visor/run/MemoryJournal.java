package dev.visor.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A journal that lasts as long as the process, unless another one keeps its lines. Used by one thread at a time. */
public final class MemoryJournal implements Journal {

    private final Map<String, String> lines = new LinkedHashMap<>();

    /** Makes an empty journal. */
    public MemoryJournal() {}

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
