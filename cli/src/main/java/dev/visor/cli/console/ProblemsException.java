package dev.visor.cli.console;

import java.util.List;

/** Several things are wrong with the input, each in one line. */
public final class ProblemsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    /** Makes an exception of at least one problem. */
    public ProblemsException(List<String> problems, Throwable cause) {
        super(String.join("\n", problems), cause);
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems. */
    public List<String> problems() {
        return problems;
    }
}
