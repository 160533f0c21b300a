package dev.visor.experiment;

import dev.visor.evaluation.Rate;
import dev.visor.recognition.ConfusionMatrix;
import dev.visor.recognition.Epoch;
import java.util.List;

/**
 * How the head was trained.
 *
 * @param epochs one after another
 * @param training training faces recognized at the end
 * @param validation held-out faces recognized at the end
 * @param confusion who of the held-out faces was taken for whom
 */
public record TrainingSummary(List<Epoch> epochs, Rate training, Rate validation, ConfusionMatrix confusion) {

    /** Copies the list. */
    public TrainingSummary {
        epochs = List.copyOf(epochs);
    }

    /** Sums up who of the training faces and of the held-out ones was taken for whom at the end. */
    public static TrainingSummary of(List<Epoch> epochs, ConfusionMatrix training, ConfusionMatrix validation) {
        return new TrainingSummary(epochs, recognized(training), recognized(validation), validation);
    }

    private static Rate recognized(ConfusionMatrix confusion) {
        return new Rate(confusion.correct(), confusion.total());
    }
}
