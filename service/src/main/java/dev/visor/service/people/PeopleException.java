package dev.visor.service.people;

/** People can't be changed or shown as somebody asked. */
public final class PeopleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Why. */
    public enum Reason {
        /** The name can't be a person's. */
        BAD_REQUEST,
        /** The guard enrolls and deletes nobody. */
        NOT_SUPPORTED,
        /** Somebody of the name, or of one that looks like it, is enrolled. */
        ALREADY_ENROLLED,
        /** Nobody of the name is enrolled. */
        UNKNOWN_PERSON,
        /** Fewer people would be left than a system can tell apart. */
        TOO_FEW_PEOPLE
    }

    /**
     * Makes one.
     *
     * @param detail what is wrong, for the caller to read
     */
    public PeopleException(Reason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }

    /** Returns what is wrong, for the caller to read. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
