package dev.visor.store.service;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A failure that may pass, so that a request is worth sending again. */
final class PassingException extends IOException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never written
    private final Optional<Duration> pause;

    PassingException(String message, Optional<Duration> pause) {
        super(message);
        this.pause = pause;
    }

    PassingException(String message) {
        this(message, Optional.empty());
    }

    /** Returns how long the service wants to be left alone. */
    Optional<Duration> pause() {
        return pause;
    }
}
