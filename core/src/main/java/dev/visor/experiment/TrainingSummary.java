package dev.visor.experiment;

import dev.visor.evaluation.Rate;
import dev.visor.face.Face;
import dev.visor.recognition.ConfusionMatrix;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.recognition.training.Epoch;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import java.util.List;
import java.util.TreeMap;

/**
 * How the head was trained.
 *
 * @param epochs one after another
 * @param training training faces recognized at the end
 * @param validation held-out faces recognized at the end
 * @param confusion who of the held-out faces was taken for whom
 */
public record TrainingSummary(List<Epoch> epochs, Rate training, Rate validation, ConfusionMatrix confusion) {

    private static final int BATCH = 32;

    /** Copies the list. */
    public TrainingSummary {
        epochs = List.copyOf(epochs);
    }

    /** Sums up who of the training faces and of the held-out ones was taken for whom at the end. */
    public static TrainingSummary of(List<Epoch> epochs, ConfusionMatrix training, ConfusionMatrix validation) {
        return new TrainingSummary(epochs, recognized(training), recognized(validation), validation);
    }

    /**
     * Returns what is known of a system that was not trained in epochs: whom it recognizes.
     *
     * @param training faces of people of its gallery that it was trained or enrolled with; none if it is not asked about them
     * @param heldOut other faces of people of its gallery
     * @param run receives progress
     */
    public static TrainingSummary measured(
            Recognizer recognizer, List<Face> training, List<Face> heldOut, RunContext run) {
        return measured(recognizer, confusion("training", recognizer, training, run), heldOut, run);
    }

    /**
     * Returns what is known of a system that was not trained in epochs.
     *
     * @param training who of the training faces was taken for whom
     * @param heldOut other faces of people of its gallery
     * @param run receives progress
     */
    public static TrainingSummary measured(
            Recognizer recognizer, ConfusionMatrix training, List<Face> heldOut, RunContext run) {
        return of(List.of(), training, confusion("held-out", recognizer, heldOut, run));
    }

    private static ConfusionMatrix confusion(String which, Recognizer recognizer, List<Face> faces, RunContext run) {
        if (faces.isEmpty()) {
            return new ConfusionMatrix(recognizer.gallery().people(), new TreeMap<>());
        }
        try (Progress.Task task = run.begin("recognition of the " + which + " faces", faces.size())) {
            return confusion(recognizer, faces, run, task);
        }
    }

    private static ConfusionMatrix confusion(
            Recognizer recognizer, List<Face> faces, RunContext run, Progress.Task task) {
        Gallery gallery = recognizer.gallery();
        int[] actual = new int[faces.size()];
        int[] answered = new int[faces.size()];
        for (int from = 0; from < faces.size(); from += BATCH) {
            run.checkpoint();
            List<Face> part = faces.subList(from, Math.min(faces.size(), from + BATCH));
            List<Scores> scores =
                    recognizer.identify(part.stream().map(Face::image).toList());
            for (int i = 0; i < part.size(); i++) {
                actual[from + i] = gallery.indexOf(part.get(i).identity());
                answered[from + i] = scores.get(i).bestIndex();
            }
            task.done(from + part.size());
        }
        return ConfusionMatrix.of(gallery.people(), actual, answered);
    }

    private static Rate recognized(ConfusionMatrix confusion) {
        return new Rate(confusion.correct(), confusion.total());
    }
}
