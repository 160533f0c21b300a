package dev.visor.cli;

import dev.visor.defense.SaliencyMaskConfig;
import dev.visor.evaluation.DefenseEvaluation;
import dev.visor.evaluation.Evaluation;
import dev.visor.evaluation.GridPoint;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.Rates;
import dev.visor.evaluation.TuningResult;
import dev.visor.experiment.AttackSummary;
import dev.visor.experiment.TrainingSummary;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command tells its results and, apart from them, what goes on meanwhile. */
final class Console {

    private static final int SHOWN = 20;

    private final PrintWriter out;
    private final PrintWriter err;

    private Console(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** Returns the console of a command. */
    static Console of(CommandSpec command) {
        return new Console(command.commandLine().getOut(), command.commandLine().getErr());
    }

    /** Returns a run that tells its progress here. */
    RunContext run(long seed) {
        return RunContext.of(seed).withProgress(progress());
    }

    /** Returns the progress that is told here. */
    Progress progress() {
        return new ConsoleProgress(err, System.console() != null, System::nanoTime);
    }

    /** Tells something that is no result. */
    void tell(String line) {
        err.println(line);
        err.flush();
    }

    /** Tells of something that could not be used. */
    void leftOut(@Nullable String reason) {
        err.println("left out: " + reason);
        err.flush();
    }

    /** Tells of several things that could not be used: the first of them, and how many more. */
    void leftOut(List<String> reasons) {
        reasons.stream().limit(SHOWN).forEach(this::leftOut);
        if (reasons.size() > SHOWN) {
            leftOut("and " + (reasons.size() - SHOWN) + " more");
        }
    }

    void training(TrainingSummary training) {
        print("training faces recognized   %s%n", text(training.training()));
        print("held-out faces recognized   %s%n", text(training.validation()));
    }

    void attacks(AttackSummary attacks) {
        print(
                "attacks that reached their confidence   %s, median %.1f iterations, within %.2f %% of the picture%n",
                text(attacks.reached()), attacks.medianIterations(), 100 * attacks.frameShare());
    }

    void tuning(TuningResult tuning) {
        GridPoint best = tuning.best();
        print(
                "best of %d combinations   goodness %.4f: %s%n%d distinct pictures classified instead of %d%n",
                tuning.points().size(),
                best.score().value(),
                text(best.config()),
                tuning.distinctMasks(),
                tuning.naiveClassifications());
    }

    void defenses(List<DefenseEvaluation> defenses) {
        String row = "%-18s %-9s %-31s %-31s %-31s%n";
        print(row, "defense", "threshold", "adversarial success", "adversarial accuracy", "clean accuracy");
        print(row, "none", "no", rates(defenses.get(0).before().get(0)));
        for (DefenseEvaluation defense : defenses) {
            print(row, defense.name(), "no", rates(defense.after().get(0)));
            int index = defense.indexOf(Evaluation.ARTICLE_THRESHOLD);
            print(row, "", "0.8", rates(defense.after().get(index)));
        }
    }

    private void print(String row, String name, String threshold, String[] rates) {
        print(row, name, threshold, rates[0], rates[1], rates[2]);
    }

    private static String[] rates(Rates rates) {
        return new String[] {text(rates.success()), text(rates.adversarial()), text(rates.clean())};
    }

    /** Returns a rate with its counts and its 95 % interval. */
    static String text(Rate rate) {
        return rate.trials() == 0
                ? "0/0"
                : String.format(
                        Locale.ROOT,
                        "%d/%d = %.1f %% [%.1f, %.1f]",
                        rate.hits(),
                        rate.trials(),
                        100 * rate.value(),
                        100 * rate.low(),
                        100 * rate.high());
    }

    /** Returns a combination in words. */
    static String text(SaliencyMaskConfig config) {
        return String.format(
                Locale.ROOT,
                "%s map, mu = %s (%s), n = %d, phi = %d at %d pixels, %s",
                config.map(),
                config.threshold().mu(),
                config.threshold().kind().name().toLowerCase(Locale.ROOT),
                config.iterations(),
                config.minArea(),
                config.referenceWidth(),
                config.fill().name().toLowerCase(Locale.ROOT));
    }

    /** Prints results. */
    void print(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
        out.flush();
    }
}
