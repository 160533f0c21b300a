package dev.visor.store.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a document, to tell it all at once. Not thread-safe. */
final class YamlProblems {

    private final List<Problem> problems = new ArrayList<>();

    private record Problem(int line, String message) {}

    /** Adds a problem, which becomes one line. */
    void add(YamlPlace place, String message) {
        String line = (place + ": " + message).replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?");
        problems.add(new Problem(place.line() == 0 ? Integer.MAX_VALUE : place.line(), line));
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    /**
     * Ends the reading if there was a problem.
     *
     * @throws ExperimentFileException with the problems of the file by line, and then those of the options
     */
    void check() throws ExperimentFileException {
        if (!problems.isEmpty()) {
            throw new ExperimentFileException(problems.stream()
                    .sorted(Comparator.comparingInt(Problem::line))
                    .map(Problem::message)
                    .toList());
        }
    }
}
