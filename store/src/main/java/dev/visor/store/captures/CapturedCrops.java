package dev.visor.store.captures;

import dev.visor.evaluation.captured.Capture;
import dev.visor.face.detection.NoFaceException;
import dev.visor.face.detection.ProbeAligner;
import dev.visor.image.Image;
import dev.visor.image.PictureException;
import dev.visor.run.Count;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The faces of captures, as a system takes them.
 *
 * @param faces the crop of each capture with a usable face
 * @param noFace why each of the others has none
 */
public record CapturedCrops(Map<Capture, Image> faces, Map<Capture, String> noFace) {

    /** Keeps the order. */
    public CapturedCrops {
        faces = new LinkedHashMap<>(faces);
        noFace = new LinkedHashMap<>(noFace);
    }

    /**
     * Reads all photographs; one of them at a time is in memory.
     *
     * @param aligner makes the crops
     * @throws CapturesException with all problems if files are no pictures, or damaged
     * @throws IOException with one line if no picture shows a usable face
     * @throws dev.visor.run.CancelledException if the run is not wanted any more
     */
    public static CapturedCrops read(CaptureFolder folder, ProbeAligner aligner, RunContext run) throws IOException {
        Map<Capture, Image> faces = new LinkedHashMap<>();
        Map<Capture, String> noFace = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        int done = 0;
        try (Progress.Task task = run.begin("photographs", folder.captures().size())) {
            for (Map.Entry<Capture, Path> entry : folder.captures().entrySet()) {
                run.checkpoint();
                Capture capture = entry.getKey();
                try {
                    Image picture = Pictures.read(entry.getValue(), capture.file());
                    faces.put(capture, aligner.align(picture, capture.file()).image());
                } catch (NoFaceException e) {
                    noFace.put(capture, reason(e, capture));
                } catch (PictureException | IOException e) {
                    problems.add(folder.folder() + ": " + e.getMessage());
                }
                task.done(++done);
            }
        }
        if (!problems.isEmpty()) {
            throw new CapturesException(problems);
        }
        if (faces.isEmpty()) {
            Map.Entry<Capture, String> first = noFace.entrySet().iterator().next();
            throw new IOException(folder.folder() + ": has no usable face in "
                    + Count.of(noFace.size(), "photograph") + ", must have at least one; the first is "
                    + first.getKey().file() + ": " + first.getValue());
        }
        return new CapturedCrops(faces, noFace);
    }

    private static String reason(NoFaceException e, Capture capture) {
        String message = String.valueOf(e.getMessage());
        String name = capture.file() + ": ";
        return message.startsWith(name) ? message.substring(name.length()) : message;
    }
}
