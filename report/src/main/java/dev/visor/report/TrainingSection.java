package dev.visor.report;

import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.TrainingSummary;
import dev.visor.recognition.Epoch;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How the head was trained and whom it confuses. */
final class TrainingSection {

    private TrainingSection() {}

    static Section of(ExperimentResults results) {
        TrainingSummary training = results.training();
        return Section.of(
                "training",
                "Training the face recognition system",
                Html.explanation(
                        "The convolutional backbone is frozen; only the fully connected head is trained to tell "
                                + "the enrolled people apart. Validation faces are never trained on: their accuracy tells how "
                                + "well new pictures of the same people are recognized."),
                accuracies(training),
                curves(training.epochs()),
                ConfusionTable.of(training.confusion()));
    }

    private static Element accuracies(TrainingSummary training) {
        return Table.of("Accuracy after the last epoch", "Faces", "Recognized", "Article")
                .row(
                        Html.text("training"),
                        Numbers.rateNode(training.training()),
                        Html.text(Numbers.percent(ArticleFigures.TRAINING_ACCURACY)))
                .row(
                        Html.text("validation"),
                        Numbers.rateNode(training.validation()),
                        Html.text(Numbers.percent(ArticleFigures.VALIDATION_ACCURACY)))
                .element();
    }

    private static Element curves(List<Epoch> epochs) {
        if (epochs.isEmpty()) {
            return Html.paragraph("No epochs were recorded.");
        }
        int first = epochs.get(0).number();
        int last = epochs.get(epochs.size() - 1).number();
        double highest = epochs.stream()
                .mapToDouble(Epoch::loss)
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        Axis x = Axis.of("epoch", first, last, 6);
        LineChart accuracy = new LineChart(
                "Accuracy after each epoch",
                new Plot(x, Axis.ofShares("faces recognized")),
                List.of(
                        series("training faces", Tone.CIRCLE, true, epochs, Epoch::trainingAccuracy),
                        series("validation faces", Tone.SQUARE, false, epochs, Epoch::validationAccuracy)));
        LineChart loss = new LineChart(
                "Training loss in each epoch (lower is better)",
                new Plot(x, Axis.of("mean cross-entropy", 0, highest * 1.05, 5)),
                List.of(series("training loss, with dropout", Tone.TRIANGLE, false, epochs, Epoch::loss)));
        return Html.div("columns", accuracy.element(), loss.element());
    }

    private static LineChart.Series series(
            String label, Tone tone, boolean dashed, List<Epoch> epochs, ToDoubleFunction<Epoch> value) {
        return new LineChart.Series(
                label,
                tone,
                dashed,
                epochs.stream()
                        .map(epoch -> new LineChart.At(epoch.number(), value.applyAsDouble(epoch)))
                        .toList());
    }
}
