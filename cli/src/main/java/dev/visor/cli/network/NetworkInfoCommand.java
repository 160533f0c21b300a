package dev.visor.cli.network;

import dev.visor.cli.console.Console;
import dev.visor.cli.console.HelpOptions;
import dev.visor.cli.console.Table;
import dev.visor.image.Image;
import dev.visor.network.Preprocessing;
import dev.visor.network.graph.Graph;
import dev.visor.network.imported.ImportedNetwork;
import dev.visor.run.Seed;
import dev.visor.store.file.Sha256;
import dev.visor.store.network.NetworkFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looking at a network. */
@Command(
        name = "info",
        description =
                "Shows the operators, input and output of a network, and checks its gradient by finite differences.",
        footer = "Exit code 3 if an operator is not supported, or a gradient differs.")
final class NetworkInfoCommand implements Callable<Integer> {

    private static final int CHECK_FAILED = 3;
    private static final double LARGEST_DEVIATION = 0.05;
    private static final int LARGEST_SIZE = 1024;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "An ONNX file or a traced TorchScript archive.")
    private Path file = Path.of("");

    @Option(
            names = "--input",
            paramLabel = "TEXT",
            description = "What is done to pictures before, like \"RGB, (x-127.5)/127.5\" (default: guessed).")
    private String input = "";

    @Option(
            names = "--output",
            paramLabel = "NAME",
            description = "The output with the features, if there are several.")
    private String output = "";

    @Option(
            names = "--size",
            paramLabel = "N",
            description = "The side of the pictures to check with, if it takes several (default: 112).")
    private int size = 112;

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private HelpOptions help = new HelpOptions();

    @Override
    public Integer call() throws IOException {
        Optional<Preprocessing> given = input.isEmpty() ? Optional.empty() : Optional.of(Preprocessing.parse(input));
        if (size < 1 || size > LARGEST_SIZE) {
            throw new IllegalArgumentException("illegal --size: " + size + ", must be in [1, " + LARGEST_SIZE + "]");
        }
        NetworkFile network = new NetworkFile(file.toString());
        Graph graph = network.graph();
        Console console = Console.of(spec);
        console.print("SHA-256     %s%n", Sha256.of(file));
        console.print("format      %s%n", graph.format());
        console.print("input       %s %s%n", graph.input(), shape(graph.inputShape()));
        console.print("output      %s%n", String.join(", ", graph.outputs()));
        console.print("parameters  %d%n", graph.parameterCount());
        ImportedNetwork opened = network.open(given, output);
        try {
            return opened.hasGradients() ? check(opened, graph, console) : showBlackBox(opened, graph, console);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private int showBlackBox(ImportedNetwork network, Graph graph, Console console) {
        printSizes(network, console);
        printOperators(graph, Map.of(), console);
        console.print("gradient    none, because of %s%n", network.obstacle().orElseThrow());
        console.note(
                "ONNX Runtime computes its answers, so it is a black box: attackers with queries and transfer can use"
                        + " it, those with gradients and saliency maps can't");
        return CHECK_FAILED;
    }

    private void printSizes(ImportedNetwork network, Console console) {
        List<Integer> sides = sides(network);
        console.print(
                "features    %d of a picture of %dx%d%n",
                network.featureCount(sides.get(0), sides.get(1)), sides.get(0), sides.get(1));
        console.print("pictures    %s%n", network.preprocessing().text());
        network.guess()
                .ifPresent(guess -> console.note("note: what is done to pictures is guessed, because " + guess.reason()
                        + "; --input, or the key input of the system, gives another"));
    }

    private List<Integer> sides(ImportedNetwork network) {
        return network.fixedSize().orElse(List.of(size, size));
    }

    private int check(ImportedNetwork network, Graph graph, Console console) {
        printSizes(network, console);
        List<Integer> sides = sides(network);
        Map<String, Double> deviations = network.gradientDeviations(picture(sides.get(0), sides.get(1)));
        printOperators(graph, deviations, console);
        double worst =
                deviations.values().stream().mapToDouble(value -> value).max().orElse(0);
        boolean agrees = worst <= LARGEST_DEVIATION;
        console.print(
                "gradient    %s: the worst operator deviates by %.2g from finite differences, %s is allowed%n",
                agrees ? "agrees" : "DIFFERS", worst, LARGEST_DEVIATION);
        return agrees ? 0 : CHECK_FAILED;
    }

    private static void printOperators(Graph graph, Map<String, Double> deviations, Console console) {
        Map<String, Integer> unsupported = ImportedNetwork.unsupported(graph);
        Table table = new Table("operator", "nodes", "gradient against differences");
        graph.operatorCounts().forEach((operator, count) -> {
            Double deviation = deviations.get(operator);
            String seen = deviation == null ? "folded" : String.format(Locale.ROOT, "%.1e", deviation);
            String unknown = deviations.isEmpty() ? "" : seen;
            table.row(operator, count, unsupported.containsKey(operator) ? "not supported" : unknown);
        });
        table.print(console);
    }

    private static String shape(List<Long> shape) {
        return shape.isEmpty()
                ? ""
                : shape.stream()
                        .map(side -> side == Graph.FREE ? "?" : String.valueOf(side))
                        .toList()
                        .toString();
    }

    /** Returns a picture of seeded noise, in which no value is at a kink by chance. */
    private static Image picture(int width, int height) {
        SplittableRandom random = new Seed(1).derive("gradient check").random();
        float[] values = new float[Image.CHANNELS * width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return Image.of(width, height, values);
    }
}
