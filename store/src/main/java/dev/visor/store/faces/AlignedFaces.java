package dev.visor.store.faces;

import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.FaceFormat;
import dev.visor.face.FaceSet;
import dev.visor.face.detection.CropCheck;
import dev.visor.face.detection.CropCheck.Finding;
import dev.visor.face.detection.CropCheck.Verdict;
import dev.visor.face.detection.FaceDetector;
import dev.visor.face.detection.FivePoints;
import dev.visor.image.Image;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.store.faces.detection.EmbeddedDetector;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Faces that were loaded as aligned ones, checked by the embedded detector on all threads. Without the check, photographs
 * that are presented as crops would train a system, and glasses would be placed beside the eyes. Immutable and thread-safe.
 */
public final class AlignedFaces {

    private static final int SHOWN = 5;

    private final FaceSet faces;

    /** Names the faces. */
    public AlignedFaces(FaceSet faces) {
        this.faces = faces;
    }

    /**
     * Checks that the faces are where their template has them.
     *
     * @param name what to call all of them in a message
     * @param threads how many threads compute, at least 1
     * @return what should be noted, each one line
     * @throws FaceFolderException with one line if some are elsewhere: how many, and the first of them
     * @throws dev.visor.run.CancelledException if the run is not wanted any more
     */
    public List<String> check(String name, int threads, RunContext run) throws IOException {
        List<Finding> findings = findings(threads, run);
        List<String> misplaced = new ArrayList<>();
        int unseen = 0;
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            String id = faces.faces().get(i).id();
            finding.points().ifPresent(points -> misplaced.add(id + " (" + eyes(points, faces.format()) + ")"));
            unseen += finding.verdict() == Verdict.UNSEEN ? 1 : 0;
        }
        if (!misplaced.isEmpty()) {
            throw new FaceFolderException(refusal(name, misplaced));
        }
        return unseen == 0
                ? List.of()
                : List.of("the detector found no face in " + unseen + " of " + findings.size()
                        + " aligned faces, so it could not check where their eyes are");
    }

    private String refusal(String name, List<String> misplaced) {
        Alignment alignment = faces.alignment();
        String more = misplaced.size() > SHOWN ? " and " + (misplaced.size() - SHOWN) + " more" : "";
        return name + ": " + misplaced.size() + " of " + faces.faces().size() + " pictures are not aligned to "
                + alignment.name() + ", " + expected(alignment) + ": "
                + misplaced.stream().limit(SHOWN).collect(Collectors.joining(", ")) + more
                + "; align photographs with visor data align or alignment: detect, name another template with"
                + " --alignment, or remove these pictures";
    }

    /** Returns where a template has the eyes. */
    static String expected(Alignment alignment) {
        return "whose eyes are at " + fractions(alignment.leftX(), alignment.leftY()) + " and "
                + fractions(alignment.rightX(), alignment.rightY());
    }

    /** Returns where eyes are, as fractions of width and height. */
    static String eyes(FivePoints points, FaceFormat format) {
        return "eyes at "
                + fractions(
                        points.leftEye().x() / format.width(), points.leftEye().y() / format.height())
                + " and "
                + fractions(
                        points.rightEye().x() / format.width(),
                        points.rightEye().y() / format.height());
    }

    private static String fractions(double x, double y) {
        return String.format(Locale.ROOT, "(%.2f, %.2f)", x, y);
    }

    private List<Finding> findings(int threads, RunContext run) throws IOException {
        Queue<FaceDetector> detectors = new ConcurrentLinkedQueue<>();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try (Progress.Task task = run.begin("aligned faces", faces.faces().size())) {
            for (int i = 0; i < threads; i++) {
                detectors.add(EmbeddedDetector.EMBEDDED.open());
            }
            List<Future<Finding>> futures = new ArrayList<>();
            for (Face face : faces.faces()) {
                futures.add(workers.submit(() -> check(face.image(), detectors)));
            }
            List<Finding> findings = new ArrayList<>();
            for (Future<Finding> future : futures) {
                run.checkpoint();
                findings.add(await(future));
                task.done(findings.size());
            }
            return findings;
        } finally {
            end(workers);
            detectors.forEach(FaceDetector::close);
        }
    }

    /** Waits until no thread uses a detector any more; what has not begun is dropped. */
    private static void end(ExecutorService workers) {
        workers.shutdownNow();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = workers.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Checks a picture with a detector that nobody else uses meanwhile. */
    private Finding check(Image picture, Queue<FaceDetector> detectors) {
        FaceDetector detector = detectors.remove(); // there are as many as threads
        try {
            return new CropCheck(detector, faces.format()).check(picture);
        } finally {
            detectors.add(detector);
        }
    }

    private static <T> T await(Future<T> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the check of the faces was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(e.getCause());
        }
    }
}
