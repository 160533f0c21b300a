package dev.visor.benchmarks;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.AttackTask;
import dev.visor.attack.ExampleSource;
import dev.visor.attack.GlassesAttack;
import dev.visor.attack.GlassesConfig;
import dev.visor.attack.Impersonation;
import dev.visor.defense.Fill;
import dev.visor.defense.Threshold;
import dev.visor.evaluation.Grid;
import dev.visor.evaluation.GridStrategy;
import dev.visor.evaluation.GridSearch;
import dev.visor.evaluation.TuningResult;
import dev.visor.face.Face;
import dev.visor.run.RunContext;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Reading;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
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
            List.of(new MapKind(Reading.ABSOLUTE, false), new MapKind(Reading.GRADIENT_TIMES_INPUT, true)),
            List.of(Threshold.quantile(0.85), Threshold.quantile(0.90), Threshold.quantile(0.95)),
            List.of(0, 2),
            List.of(40),
            List.of(Fill.ZERO, Fill.TELEA),
            150,
            GridStrategy.EXHAUSTIVE);

    private TrainedSystem trained;
    private List<Face> clean;
    private List<AdversarialExample> adversarial;

    /** Trains the recognizer and makes an adversarial picture. */
    @Setup
    public void setUp() {
        if (GRID.combinations().size() != COMBINATIONS) {
            throw new IllegalStateException(
                    "the grid has " + GRID.combinations().size() + " combinations, must have " + COMBINATIONS);
        }
        trained = new TrainedSystem();
        clean = trained.faces(1);
        Face target = trained.faces(2).get(1);
        AttackTask task = new AttackTask("A1", clean, new Impersonation(target.identity()));
        adversarial = new GlassesAttack(GlassesConfig.PATIENT.withMaxIterations(10))
                .craft(List.of(task), trained.system().recognizer(), RunContext.of(1));
    }

    /** Frees the network. */
    @TearDown
    public void tearDown() {
        trained.close();
    }

    /** The whole search. */
    @Benchmark
    @OperationsPerInvocation(COMBINATIONS)
    public TuningResult search() {
        return new GridSearch(GRID, trained.system().cleanMaps())
                .search(clean, ExampleSource.of(adversarial), trained.system().recognizer(), RunContext.of(1));
    }
}
