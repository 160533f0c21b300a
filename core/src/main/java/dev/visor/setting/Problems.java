package dev.visor.setting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a document, so that all of it is reported at once. Not thread-safe. */
public final class Problems {

    private final List<Problem> problems = new ArrayList<>();

    private record Problem(int line, String message) {}

    /** Adds a problem, which becomes one line. */
    public void add(Place place, String message) {
        String line = (place + ": " + message).replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "?");
        problems.add(new Problem(place.line() == 0 ? Integer.MAX_VALUE : place.line(), line));
    }

    /** Returns the problems, one line each: those of the file by line, and then those of the options. */
    public List<String> lines() {
        return problems.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .map(Problem::message)
                .distinct()
                .toList();
    }
}
