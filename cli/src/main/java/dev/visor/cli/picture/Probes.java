package dev.visor.cli.picture;

import dev.visor.cli.console.Console;
import dev.visor.face.FaceFormat;
import dev.visor.face.detection.FaceDetector;
import dev.visor.face.detection.ProbeAligner;
import dev.visor.face.detection.ProbeAligner.Probe;
import dev.visor.image.Image;
import dev.visor.image.PictureException;
import dev.visor.store.run.PictureFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pictures given on the command line: crops as the system takes them, or photographs. */
final class Probes {

    private final ProbeAligner aligner;
    private final Console console;

    /**
     * Takes pictures for a system.
     *
     * @param detector finds the faces in photographs
     * @param faces what the system takes
     */
    Probes(FaceDetector detector, FaceFormat faces, Console console) {
        this.aligner = new ProbeAligner(detector, faces);
        this.console = console;
    }

    /**
     * Reads a picture for the system, and notes what was done to it if it was no crop.
     *
     * @throws IOException with one line if it can't be read
     * @throws dev.visor.face.detection.NoFaceException if it shows no face
     */
    Image read(Path file) throws IOException {
        try (PictureFiles files = new PictureFiles()) {
            return read(file, files);
        }
    }

    /** Reads a picture for the system, with what reads files. */
    Image read(Path file, PictureFiles files) throws IOException {
        Probe probe = aligner.align(files.read(file), file.toString());
        String which = probe.faces() > 1 ? "the largest of " + probe.faces() + " faces" : "its face";
        switch (probe.treatment()) {
            case CROP -> {
                // Stays as it is.
            }
            case REALIGNED ->
                console.note(file + ": is no aligned face, since its eyes are far from where the system"
                        + " expects them; realigned " + which);
            case DETECTED -> console.note(file + ": is a photograph; aligned " + which);
        }
        return probe.image();
    }

    /**
     * Reads pictures of which each is needed.
     *
     * @throws IOException with one line that names all that can't be used
     */
    List<Image> readEach(List<Path> files) throws IOException {
        List<Image> images = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            try {
                images.add(read(file));
            } catch (IOException | PictureException e) {
                problems.add(e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new IOException(String.join("; ", problems));
        }
        return images;
    }

    /**
     * Reads pictures and all those in folders. A bad one among several is reported and left out.
     *
     * @throws IOException with one line if no picture can be used
     */
    Map<Path, Image> readAll(List<Path> paths) throws IOException {
        try (ProbeBatches all = batches(paths, Integer.MAX_VALUE)) {
            return all.next();
        }
    }

    /** Finds pictures and all those in folders, to be read a batch at a time. */
    ProbeBatches batches(List<Path> paths, int size) throws IOException {
        return new ProbeBatches(this, console, paths, size);
    }

    /** Returns the name of a file without its extension. */
    static String stem(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    }
}
