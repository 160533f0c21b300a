package dev.visor.cli.picture;

import dev.visor.cli.console.Console;
import dev.visor.image.Image;
import dev.visor.store.file.FileNames;
import dev.visor.store.run.AttackFolder;
import dev.visor.store.run.PictureFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Pictures given on the command line and all those in folders, a batch at a time: a folder of attacks may have more than fit into
 * memory. A bad one among several is reported and left out. Used by one thread.
 */
final class ProbeBatches implements AutoCloseable {

    private final Probes probes;
    private final Console console;
    private final List<Path> named;
    private final Set<Path> files = new LinkedHashSet<>();
    private final List<Path> waiting;
    private final int size;
    private final PictureFiles opened = new PictureFiles();
    private boolean anyUsable;

    /**
     * Finds the files; reads none.
     *
     * @param named files and folders
     * @param size how many files are in a batch at most
     * @throws IOException with one line if a folder can't be read or a name was not decoded
     */
    ProbeBatches(Probes probes, Console console, List<Path> named, int size) throws IOException {
        this.probes = probes;
        this.console = console;
        this.named = List.copyOf(named);
        this.size = size;
        for (Path path : named) {
            files.addAll(Files.isDirectory(path) ? list(path) : List.of(path));
        }
        for (Path file : files) {
            FileNames.checkDecoded(file); // or two files could have one name among the decisions
        }
        this.waiting = new ArrayList<>(files);
    }

    /** Returns all files, in their order. */
    Set<Path> files() {
        return files;
    }

    /** Returns how many files have been looked at, those that were left out too. */
    int done() {
        return files.size() - waiting.size();
    }

    /** Returns whether there are pictures that have not been read. */
    boolean hasNext() {
        return !waiting.isEmpty();
    }

    /**
     * Reads the next pictures.
     *
     * @return the usable ones of the next files; may be empty
     * @throws IOException with one line if it is the only file, or none of all can be used
     */
    Map<Path, Image> next() throws IOException {
        List<Path> part = waiting.subList(0, Math.min(size, waiting.size()));
        Map<Path, Image> read = new LinkedHashMap<>();
        for (Path file : part) {
            try {
                read.put(file, probes.read(file, opened));
            } catch (IOException | IllegalArgumentException e) {
                if (files.size() == 1) {
                    throw e;
                }
                console.leftOut(e.getMessage());
            }
        }
        part.clear();
        anyUsable |= !read.isEmpty();
        if (waiting.isEmpty() && !anyUsable) {
            throw new IOException(
                    "no usable picture among the " + files.size() + " files of " + named + ", must be at least one");
        }
        return read;
    }

    /** Returns the adversarial pictures if there are attacks in a folder or below it, or else all files that lie in it. */
    private static List<Path> list(Path folder) throws IOException {
        List<Path> attacks = new ArrayList<>();
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path inner : below.filter(AttackFolder::isFinished).sorted().toList()) {
                attacks.addAll(PictureFiles.adversarial(inner));
            }
        }
        if (!attacks.isEmpty()) {
            return attacks;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Override
    public void close() throws IOException {
        opened.close();
    }
}
