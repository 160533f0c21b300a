package dev.visor.benchmarks;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.AttackTask;
import dev.visor.attack.Dodging;
import dev.visor.attack.GlassesAttack;
import dev.visor.attack.GlassesConfig;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.NetworkRecognizer;
import dev.visor.recognition.Scores;
import dev.visor.run.RunContext;
import dev.visor.saliency.GuidedBackpropagation;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Reading;
import dev.visor.saliency.SaliencyMap;
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

/** The network: milliseconds for a whole batch. A saliency map should take at most three times as long as identify. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 4, time = 2)
public class RecognizerBenchmark {

    private static final int ITERATIONS = 8;

    /** Pictures that are given together. */
    @Param({"1", "8", "32"})
    public int batch;

    private TrainedSystem trained;
    private NetworkRecognizer recognizer;
    private List<Image> images;
    private List<AttackTask> tasks;
    private GlassesAttack attack;
    private GuidedBackpropagation saliency;

    /** Trains the recognizer and draws the glasses. */
    @Setup
    public void setUp() {
        trained = new TrainedSystem();
        recognizer = trained.system().recognizer();
        List<Face> faces = trained.faces(batch);
        images = faces.stream().map(Face::image).toList();
        tasks = faces.stream()
                .map(face -> new AttackTask(face.id(), List.of(face), new Dodging(face.identity())))
                .toList();
        GlassesConfig base = GlassesConfig.ARTICLE;
        // Nobody is ever as sure as this, so that every attack takes all its iterations.
        attack = new GlassesAttack(new GlassesConfig(
                base.accessory(), base.startColors(), base.step(), base.exponent(), 0, 0, ITERATIONS, 1, 0, batch));
        saliency = new GuidedBackpropagation(
                new MapKind(Reading.ABSOLUTE, false), trained.system().cleanMaps());
    }

    /** Frees the network. */
    @TearDown
    public void tearDown() {
        trained.close();
    }

    /** Forward. */
    @Benchmark
    public List<Scores> identify() {
        return recognizer.identify(images);
    }

    /** Forward and backward with the exact rule. */
    @Benchmark
    public List<Backward> backward() {
        return recognizer.backward(images, LogitGradient.ofBest(), BackwardRule.EXACT);
    }

    /** Forward and backward with the guided rule, and the reading of the map. */
    @Benchmark
    public List<SaliencyMap> saliency() {
        return saliency.maps(images, recognizer);
    }

    /** One iteration of an attack, with its share of the start. */
    @Benchmark
    @OperationsPerInvocation(ITERATIONS)
    public List<AdversarialExample> attackIteration() {
        return attack.craft(tasks, recognizer, RunContext.of(1));
    }
}
