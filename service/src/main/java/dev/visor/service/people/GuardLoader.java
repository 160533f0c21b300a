package dev.visor.service.people;

import java.io.IOException;

/** Loads a guarded system, as often as it is asked. Called by one thread at a time. */
@FunctionalInterface
public interface GuardLoader {

    /**
     * Loads the system anew, beside one that was loaded before.
     *
     * @throws IOException with one line if something can't be read
     */
    LoadedGuard load() throws IOException;
}
