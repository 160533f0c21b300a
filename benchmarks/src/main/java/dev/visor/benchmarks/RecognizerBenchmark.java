package dev.visor.benchmarks;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.AttackTask;
import dev.visor.benchmark.MeasuredSystem;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.NetworkRecognizer;
import dev.visor.recognition.Scores;
import dev.visor.run.RunContext;
import dev.visor.saliency.GuidedBackpropagation;
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

    /** The network, with the side of its pictures where it has several. */
    @Param({MeasuredNetwork.RESNET29, MeasuredNetwork.VGG16_112, MeasuredNetwork.VGG16_224})
    public String network = MeasuredNetwork.RESNET29;

    /** Pictures that are given together. */
    @Param({"1", "8", "32"})
    public int batch;

    private MeasuredNetwork measured;
    private NetworkRecognizer recognizer;
    private List<Image> images;
    private List<AttackTask> tasks;
    private GuidedBackpropagation saliency;

    /** Trains the recognizer and draws the glasses. */
    @Setup
    public void setUp() {
        measured = new MeasuredNetwork(network);
        MeasuredSystem system = measured.system();
        recognizer = system.recognizer();
        images = system.faces(batch).stream().map(Face::image).toList();
        tasks = system.tasks(batch);
        saliency = new GuidedBackpropagation(
                SaliencyMaskConfig.DEFAULT.map(), system.system().cleanMaps());
    }

    /** Frees the network. */
    @TearDown
    public void tearDown() {
        measured.close();
    }

    /** Forward. */
    @Benchmark
    public List<Scores> identify() {
        return recognizer.identify(images);
    }

    /** Forward and backward with the exact rule. */
    @Benchmark
    public List<Backward> backward() {
        return recognizer.backward(images, LogitGradient.BEST, BackwardRule.EXACT);
    }

    /** Forward and backward with the guided rule, and the reading of the relative map. */
    @Benchmark
    public List<SaliencyMap> saliency() {
        return saliency.maps(images, recognizer);
    }

    /** One iteration of an attack, with its share of the start. */
    @Benchmark
    @OperationsPerInvocation(ITERATIONS)
    public List<AdversarialExample> attackIteration() {
        return measured.system().attack(tasks, ITERATIONS, RunContext.of(1));
    }
}
