package dev.visor.store.experiment;

import java.nio.file.Path;

/**
 * Where a value stands.
 *
 * @param source the file, or the option that gave the value
 * @param line in the file, from 1; 0 for an option
 * @param folder what paths are relative to
 */
record YamlPlace(String source, int line, Path folder) {

    /** Returns a place of the same source; an option has no lines. */
    YamlPlace at(int newLine) {
        return line == 0 ? this : new YamlPlace(source, newLine, folder);
    }

    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line;
    }
}
