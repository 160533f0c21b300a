package dev.visor.face;

import dev.visor.run.RunContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/** Where the faces of an experiment come from: a kind of the registry, which files name under {@code faces}. */
public interface FaceSource {

    /** Returns what to call the faces in a title, on one line. */
    String name();

    /** Returns the side of the square pictures without their margin, as far as it is known before they are loaded. */
    default OptionalInt side() {
        return OptionalInt.empty();
    }

    /**
     * Returns how much of their surroundings the pictures show around the template on each side, as a share of the template's
     * side; 0 by default.
     */
    default double margin() {
        return 0;
    }

    /**
     * Returns the source of the same faces without their surroundings, for systems that take closely cropped ones. By default
     * itself, as it is right without a margin.
     */
    default FaceSource withoutMargin() {
        return this;
    }

    /**
     * Returns the SHA-256 of every file that {@link #load} reads, in hexadecimal, by name: while these are the same, the
     * faces are, and need not be loaded to find that out. None if there are no files, or one can't be read.
     *
     * @throws IOException with one line naming what can't be listed
     */
    default Optional<SortedMap<String, String>> files() throws IOException {
        return Optional.empty();
    }

    /**
     * Loads the faces.
     *
     * @throws IOException with one line naming what can't be used
     */
    Loaded load() throws IOException;

    /**
     * Loads the faces and shows how far that is; by default silently.
     *
     * @param run receives progress, and may be cancelled
     * @throws IOException with one line naming what can't be used
     */
    default Loaded load(RunContext run) throws IOException {
        return load();
    }

    /**
     * Checks that faces which were loaded as aligned ones are where their template has them. A run asks once, before it
     * trains. By default nothing is checked.
     *
     * @param loaded what {@link #load} returned
     * @param threads how many threads compute, at least 1
     * @return what should be noted, each one line
     * @throws IOException with one line naming the faces that are elsewhere
     */
    default List<String> check(Loaded loaded, int threads, RunContext run) throws IOException {
        return List.of();
    }

    /**
     * The faces of a source.
     *
     * @param faces what could be used
     * @param leftOut what could not, each as {@code <id>: <reason>}
     */
    record Loaded(FaceSet faces, List<String> leftOut) {

        /** Copies the list. */
        public Loaded {
            leftOut = List.copyOf(leftOut);
        }
    }
}
