package dev.visor.report.evidence;

import dev.visor.evaluation.Rate;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.TrainingSummary;
import dev.visor.recognition.training.Epoch;
import dev.visor.report.chart.Axis;
import dev.visor.report.chart.LineChart;
import dev.visor.report.chart.Plot;
import dev.visor.report.chart.Tone;
import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** How the head was trained and whom it confuses. */
final class TrainingPart {

    /** As many people fit a confusion matrix beside the curves. */
    private static final int SMALL_GALLERY = 8;

    private TrainingPart() {}

    /** Returns how training went; empty for a system that was not trained, or only enrolled. */
    static Optional<Element> of(ExperimentResults results) {
        TrainingSummary training = results.training();
        boolean nothing = training.epochs().isEmpty() && training.training().trials() == 0;
        if (nothing || results.openSet() != null) {
            return Optional.empty();
        }
        boolean small = training.confusion().people().size() <= SMALL_GALLERY;
        List<Element> parts = new ArrayList<>();
        parts.add(accuracies(training, results.hardened()));
        parts.addAll(curves(training.epochs()));
        Element confusion = ConfusionTable.of(training.confusion());
        Element grid = Html.div("charts training", parts);
        return Optional.of(Html.div(
                "block",
                Html.explanation("The network is frozen; only its head is trained to recognize the enrolled people. "
                        + "Held-out faces are never trained on."),
                small ? grid.add(confusion) : grid,
                small ? Html.text("") : confusion));
    }

    private static Element accuracies(TrainingSummary training, @Nullable Rate hardened) {
        Table table = Table.of("Accuracy after the last epoch", "Faces", "Recognized", "Article")
                .row(
                        Html.text("training"),
                        Numbers.rateNode(training.training()),
                        Html.text(Numbers.percent(ArticleFigures.TRAINING_ACCURACY)))
                .row(
                        Html.text("held-out"),
                        Numbers.rateNode(training.validation()),
                        Html.text(Numbers.percent(ArticleFigures.VALIDATION_ACCURACY)));
        return (hardened == null
                        ? table
                        : table.row(
                                Html.text("evaluation, hardened head"),
                                Numbers.rateNode(hardened),
                                Html.text(Numbers.NOTHING)))
                .element();
    }

    private static List<Element> curves(List<Epoch> epochs) {
        if (epochs.isEmpty()) {
            return List.of();
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
                        series("held-out faces", Tone.SQUARE, false, epochs, Epoch::validationAccuracy)));
        LineChart loss = new LineChart(
                "Training loss in each epoch (lower is better)",
                new Plot(x, Axis.of("mean cross-entropy", 0, highest * 1.05, 5)),
                List.of(series("training loss, with dropout", Tone.TRIANGLE, false, epochs, Epoch::loss)));
        return List.of(accuracy.element(), loss.element());
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
