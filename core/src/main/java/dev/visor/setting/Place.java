package dev.visor.setting;

import java.util.function.UnaryOperator;

/**
 * Where a value was written.
 *
 * @param source the file, or the option that gave the value
 * @param line in the file, from 1; 0 for an option
 * @param paths makes a path in this place absolute
 */
public record Place(String source, int line, UnaryOperator<String> paths) {

    /** Returns a place of the same source; an option has no lines. */
    public Place at(int newLine) {
        return line == 0 ? this : new Place(source, newLine, paths);
    }

    /** Returns whether messages name a path of keys already, because an option gave its value. */
    boolean names(String path) {
        return line == 0 && source.endsWith(" " + path);
    }

    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line;
    }
}
