package dev.visor.store.experiment;

import java.io.IOException;
import java.util.List;

/**
 * An experiment file cannot be used. Each problem is one line: where it is, the value, and what is allowed. The message
 * has all of them, one below the other.
 */
public final class ExperimentFileException extends IOException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    ExperimentFileException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems in the order of the file, at least one. */
    public List<String> problems() {
        return problems;
    }
}
