package dev.visor.run;

import java.util.List;
import java.util.stream.Collectors;

/** Several settings are not allowed, each for a reason of its own. The message has one line for each. */
public final class IllegalSettingsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final List<IllegalSettingException> refusals;

    private IllegalSettingsException(List<IllegalSettingException> refusals) {
        super(refusals.stream().map(Throwable::getMessage).collect(Collectors.joining("\n")));
        this.refusals = List.copyOf(refusals);
    }

    /**
     * Refuses all of these settings at once.
     *
     * @throws IllegalSettingsException if there are any
     */
    public static void check(List<IllegalSettingException> refusals) {
        if (!refusals.isEmpty()) {
            throw new IllegalSettingsException(refusals);
        }
    }

    /** Returns why each setting is refused. */
    public List<IllegalSettingException> refusals() {
        return refusals;
    }
}
