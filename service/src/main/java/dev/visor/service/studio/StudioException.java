package dev.visor.service.studio;

import java.io.Serial;

/** Something that was asked for is not there, or can't be done; the message is one line. */
public final class StudioException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** What kind of thing went wrong. */
    public enum Reason {
        /** There is no such run, picture, photograph or attack. */
        NOT_FOUND,
        /** It can't be done with what was given. */
        NOT_POSSIBLE
    }

    private final Reason reason;

    private StudioException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    static StudioException notFound(String what, String id) {
        return new StudioException(Reason.NOT_FOUND, "there is no " + what + " " + id);
    }

    static StudioException notPossible(String message) {
        return new StudioException(Reason.NOT_POSSIBLE, message);
    }

    /** Returns what kind of thing went wrong. */
    public Reason reason() {
        return reason;
    }
}
