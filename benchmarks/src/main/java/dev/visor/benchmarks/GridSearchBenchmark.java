package dev.visor.benchmarks;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.ExampleSource;
import dev.visor.defense.Fills;
import dev.visor.defense.mask.Threshold;
import dev.visor.evaluation.grid.Grid;
import dev.visor.evaluation.grid.GridSearch;
import dev.visor.evaluation.grid.GridStrategy;
import dev.visor.evaluation.grid.TuningResult;
import dev.visor.face.Face;
import dev.visor.run.RunContext;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Readings;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The grid search on one clean and one adversarial picture: milliseconds per combination. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 4, time = 2)
public class GridSearchBenchmark {

    private static final int COMBINATIONS = 24;

    private static final Grid GRID = new Grid(
            List.of(new MapKind(Readings.ABSOLUTE, false), new MapKind(Readings.GRADIENT_TIMES_INPUT, true)),
            List.of(Threshold.quantile(0.85), Threshold.quantile(0.90), Threshold.quantile(0.95)),
            List.of(0, 2),
            List.of(40),
            List.of(Fills.ZERO, Fills.TELEA),
            150,
            GridStrategy.EXHAUSTIVE,
            0);

    /** The network, with the side of its pictures where it has several. */
    @Param({MeasuredNetwork.RESNET29, MeasuredNetwork.VGG16_112, MeasuredNetwork.VGG16_224})
    public String network = MeasuredNetwork.RESNET29;

    private MeasuredNetwork measured;
    private List<Face> clean;
    private List<AdversarialExample> adversarial;

    /** Trains the recognizer and makes an adversarial picture. */
    @Setup
    public void setUp() {
        if (GRID.combinations().size() != COMBINATIONS) {
            throw new IllegalStateException(
                    "the grid has " + GRID.combinations().size() + " combinations, must have " + COMBINATIONS);
        }
        measured = new MeasuredNetwork(network);
        clean = measured.system().faces(1);
        adversarial = List.of(measured.system().example());
    }

    /** Frees the network. */
    @TearDown
    public void tearDown() {
        measured.close();
    }

    /** The whole search. */
    @Benchmark
    @OperationsPerInvocation(COMBINATIONS)
    public TuningResult search() {
        return new GridSearch(GRID, measured.system().system().cleanMaps())
                .search(clean, ExampleSource.of(adversarial), measured.system().recognizer(), RunContext.of(1));
    }
}
