package dev.visor.store.captures;

import java.io.IOException;
import java.util.List;

/**
 * A folder of captures cannot be used. Each problem is one line: where it is, the value, and what is allowed. The message has all
 * of them, one below the other.
 */
public final class CapturesException extends IOException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    CapturesException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems, at least one. */
    public List<String> problems() {
        return problems;
    }
}
