package dev.visor.store.experiment;

import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

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

    /** Returns the same exception, caused by this one, with each problem in other words. */
    public ExperimentFileException with(UnaryOperator<String> words) {
        ExperimentFileException other =
                new ExperimentFileException(problems.stream().map(words).toList());
        other.initCause(this);
        return other;
    }

    /** Returns the problems in the order of the file, at least one. */
    public List<String> problems() {
        return problems;
    }
}
