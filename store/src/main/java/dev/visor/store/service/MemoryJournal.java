package dev.visor.store.service;

import dev.visor.run.Journal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A journal that lasts as long as the process. Used by one thread at a time. */
final class MemoryJournal implements Journal {

    private final Map<String, String> results = new HashMap<>();

    @Override
    public Optional<String> find(String piece) {
        return Optional.ofNullable(results.get(piece));
    }

    @Override
    public void keep(String piece, String result) {
        results.put(piece, result);
    }
}
