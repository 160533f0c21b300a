package dev.visor.cli.results;

import dev.visor.cli.console.Console;
import dev.visor.cli.console.Table;
import dev.visor.cli.run.EngineOptions;
import dev.visor.evaluation.Rate;
import dev.visor.store.evidence.RunComparison;
import dev.visor.store.evidence.RunComparison.RatePair;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Comparing. */
@Command(
        name = "compare",
        description = {
            "Puts two finished runs side by side: the settings that differ, and every rate with its 95 %% interval.",
            "Prints whether their results are equal, equal up to rounding (the same hits in every rate, the same answers,"
                    + " shares and confidences within 0.01), or different."
        })
public final class CompareCommand implements Callable<Integer> {

    private static final int SHOWN = 10;

    @Parameters(index = "0", paramLabel = "A", description = "The folder of a run.")
    private Path first = Path.of("");

    @Parameters(index = "1", paramLabel = "B", description = "The folder of another run.")
    private Path second = Path.of("");

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() throws IOException {
        RunComparison comparison = RunComparison.of(new RunFolder(first), new RunFolder(second), engine.registry());
        Console console = engine.console();
        Table rates = new Table("rate", "A", "B");
        comparison.rates().forEach(pair -> rates.row(row(pair)));
        rates.print(console);
        if (!comparison.inputs().isEmpty()) {
            Table inputs = new Table("what differs", "A", "B");
            comparison.inputs().forEach(input -> inputs.row(input.name(), input.first(), input.second()));
            console.print("%n");
            inputs.print(console);
        }
        List<String> differences = comparison.differences();
        if (!differences.isEmpty()) {
            console.print("%nvalues of results.json that differ: %d%n", differences.size());
            differences.stream().limit(SHOWN).forEach(line -> console.print("  %s%n", line));
        }
        console.print("%nresults: %s%n", comparison.verdict());
        return 0;
    }

    private static Object[] row(RatePair pair) {
        return new Object[] {pair.name(), text(pair.first()), text(pair.second())};
    }

    private static String text(@Nullable Rate rate) {
        return rate == null ? "-" : Console.text(rate);
    }
}
