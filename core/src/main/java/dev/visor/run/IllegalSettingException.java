package dev.visor.run;

/**
 * A setting is out of its range. The message is one line, {@code illegal <setting>: <value>, must be <range>}; its parts
 * can be told apart, so that a reader of settings can say where the value stands.
 */
public final class IllegalSettingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String setting;
    private final String value;
    private final String range;

    /**
     * Makes the refusal of a value, for those who collect several of them.
     *
     * @param setting what it is called
     * @param value what it is
     * @param range what is allowed, as it stands behind "must be"
     */
    public IllegalSettingException(String setting, Object value, String range) {
        super("illegal " + setting + ": " + value + ", must be " + range);
        this.setting = setting;
        this.value = String.valueOf(value);
        this.range = range;
    }

    /**
     * Refuses a value that is out of its range.
     *
     * @param legal whether it is in its range
     * @param setting what it is called
     * @param value what it is
     * @param range what is allowed, as it stands behind "must be"
     * @throws IllegalSettingException if it is not legal
     */
    public static void check(boolean legal, String setting, Object value, String range) {
        if (!legal) {
            throw new IllegalSettingException(setting, value, range);
        }
    }

    /** Returns what the setting is called. */
    public String setting() {
        return setting;
    }

    /** Returns the value in words. */
    public String value() {
        return value;
    }

    /** Returns what is allowed, as it stands behind "must be". */
    public String range() {
        return range;
    }
}
