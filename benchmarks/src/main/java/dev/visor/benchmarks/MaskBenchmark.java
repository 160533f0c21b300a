package dev.visor.benchmarks;

import dev.visor.image.Contours;
import dev.visor.image.Image;
import dev.visor.image.Inpainting;
import dev.visor.image.Mask;
import dev.visor.image.Morphology;
import dev.visor.image.Resizing;
import dev.visor.store.faces.EmbeddedFaces;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The steps from a thresholded map to a cleansed picture, of which a tenth is masked: microseconds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
public class MaskBenchmark {

    private static final double SHARE = 0.1;

    /** The network whose pictures have the size. */
    @Param({MeasuredNetwork.RESNET29, MeasuredNetwork.VGG16_112, MeasuredNetwork.VGG16_224})
    public String network = MeasuredNetwork.RESNET29;

    private Image image;
    private Mask scattered;
    private Mask blots;

    /** Draws a mask of single pixels and one of blots. */
    @Setup
    public void setUp() {
        int side = MeasuredNetwork.size(network);
        image = Resizing.resize(EmbeddedFaces.johns().faces().get(0).image(), side, side);
        Random random = new Random(1);
        boolean[] pixels = new boolean[side * side];
        boolean[] centers = new boolean[side * side];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextDouble() < SHARE;
            centers[i] = random.nextDouble() < SHARE / 50;
        }
        scattered = Mask.of(side, side, pixels);
        blots = Morphology.dilate(Mask.of(side, side, centers), 3);
    }

    /** Dilates and erodes twice. */
    @Benchmark
    public Mask closeTwo() {
        return Morphology.close(scattered, 2);
    }

    /** Dilates and erodes eight times. */
    @Benchmark
    public Mask closeEight() {
        return Morphology.close(scattered, 8);
    }

    /** Drops small contours of many. */
    @Benchmark
    public Mask dropSmaller() {
        return Contours.dropSmaller(scattered, 4);
    }

    /** Inpaints the blots. */
    @Benchmark
    public Image telea() {
        return Inpainting.telea(image, blots, 3);
    }
}
