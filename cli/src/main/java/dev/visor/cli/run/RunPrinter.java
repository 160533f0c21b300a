package dev.visor.cli.run;

import dev.visor.api.RunListener;
import dev.visor.cli.console.Console;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.evaluation.AttackSummary;
import dev.visor.evaluation.grid.GridPoint;
import dev.visor.evaluation.grid.TuningResult;
import dev.visor.experiment.TrainingSummary;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Prints what the stages of a run result in. */
final class RunPrinter implements RunListener {

    private final Console console;
    private final UnaryOperator<String> named;

    /**
     * Prints to a console.
     *
     * @param named puts what the user calls the run into a text, in place of its folder
     */
    RunPrinter(Console console, UnaryOperator<String> named) {
        this.console = console;
        this.named = named;
    }

    @Override
    public void resumed(Path folder) {
        console.print("going on with %s%n", named.apply(folder.toString()));
    }

    @Override
    public void trained(TrainingSummary training) {
        console.print("training faces recognized   %s%n", Console.text(training.training()));
        console.print("held-out faces recognized   %s%n", Console.text(training.validation()));
    }

    @Override
    public void attacked(AttackSummary attacks) {
        console.print(
                "%s with %s: %s reached their goal, median %.0f steps, %.1f %% of the picture%n",
                attacks.attacker(),
                attacks.accessory(),
                Console.counts(attacks.reached()),
                attacks.medianIterations(),
                100 * attacks.regionShare());
    }

    @Override
    public void tuned(TuningResult tuning) {
        GridPoint best = tuning.best();
        SaliencyMaskConfig mask = best.config();
        console.paragraph(String.format(
                Locale.ROOT,
                "best of %d saliency masks: goodness %.4f with map %s, mu %s, n %d, phi %d at %d pixels, fill %s",
                tuning.points().size(),
                best.score().value(),
                mask.map(),
                mask.threshold(),
                mask.iterations(),
                mask.minArea(),
                mask.referenceWidth(),
                mask.fill()));
    }

    @Override
    public void noticed(String line) {
        console.note(named.apply(line));
    }
}
