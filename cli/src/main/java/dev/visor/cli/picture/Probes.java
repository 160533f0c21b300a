package dev.visor.cli.picture;

import dev.visor.cli.console.Console;
import dev.visor.face.FaceFormat;
import dev.visor.image.Image;
import dev.visor.image.PictureException;
import dev.visor.image.Resizing;
import dev.visor.store.file.FileNames;
import dev.visor.store.file.Pictures;
import dev.visor.store.run.AttackFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Pictures given on the command line. */
final class Probes {

    private Probes() {}

    /**
     * Reads an aligned picture for a system. One of another size but the same proportions is resized.
     *
     * @param faces what the system takes
     * @throws IOException with one line if it can't be read
     */
    static Image read(Path file, FaceFormat faces) throws IOException {
        Image image = Pictures.read(file);
        if ((long) image.width() * faces.height() != (long) image.height() * faces.width()) {
            throw new PictureException(
                    file.toString(),
                    "is " + image.width() + "x" + image.height() + ", must be an aligned face with the proportions of "
                            + faces.width() + "x" + faces.height());
        }
        return Resizing.resize(image, faces.width(), faces.height());
    }

    /**
     * Reads pictures and all those in folders. A bad one among several is reported and left out.
     *
     * @throws IOException with one line if no picture can be used
     */
    static Map<Path, Image> readAll(List<Path> paths, FaceFormat faces, Console console) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : paths) {
            files.addAll(Files.isDirectory(path) ? list(path) : List.of(path));
        }
        for (Path file : files) {
            FileNames.checkDecoded(file); // or two files could have one name among the decisions
        }
        Map<Path, Image> probes = new LinkedHashMap<>();
        for (Path file : files) {
            try {
                probes.put(file, read(file, faces));
            } catch (IOException | IllegalArgumentException e) {
                if (files.size() == 1) {
                    throw e;
                }
                console.leftOut(e.getMessage());
            }
        }
        if (probes.isEmpty()) {
            throw new IOException(
                    "no usable picture among the " + files.size() + " files of " + paths + ", must be at least one");
        }
        return probes;
    }

    /** Returns the adversarial pictures if there are attacks in a folder or below it, or else all files that lie in it. */
    private static List<Path> list(Path folder) throws IOException {
        List<Path> attacks = new ArrayList<>();
        try (Stream<Path> below = Files.walk(folder)) {
            for (Path inner : below.filter(AttackFolder::isFinished).sorted().toList()) {
                attacks.addAll(AttackFolder.adversarialPictures(inner));
            }
        }
        if (!attacks.isEmpty()) {
            return attacks;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Returns the name of a file without its extension. */
    static String stem(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    }
}
