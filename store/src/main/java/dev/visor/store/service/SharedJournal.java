package dev.visor.store.service;

import dev.visor.run.Journal;
import java.util.Optional;

/** A part of a journal, which several threads use. Thread-safe. */
final class SharedJournal implements Journal {

    private final Journal journal;
    private final String prefix;

    /**
     * Makes a part.
     *
     * @param prefix what its pieces begin with in the whole journal
     */
    SharedJournal(Journal journal, String prefix) {
        this.journal = journal;
        this.prefix = prefix;
    }

    @Override
    public Optional<String> find(String piece) {
        synchronized (journal) {
            return journal.find(prefix + piece);
        }
    }

    @Override
    public void keep(String piece, String result) {
        synchronized (journal) {
            journal.keep(prefix + piece, result);
        }
    }
}
