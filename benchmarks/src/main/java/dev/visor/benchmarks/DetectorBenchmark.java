package dev.visor.benchmarks;

import dev.visor.face.Alignment;
import dev.visor.face.FaceFormat;
import dev.visor.face.detection.FaceDetector;
import dev.visor.face.detection.ProbeAligner;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.image.Resizing;
import dev.visor.store.faces.EmbeddedFaces;
import dev.visor.store.faces.detection.EmbeddedDetector;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** From a file's bytes to an aligned face, as {@code visor defend} makes one of each photograph: milliseconds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class DetectorBenchmark {

    /** The size of the photograph. */
    @Param({"250x250", "1000x750", "4000x3000"})
    public String size = "250x250";

    private final FaceDetector detector = EmbeddedDetector.EMBEDDED.open();
    private final ProbeAligner aligner = new ProbeAligner(detector, new FaceFormat(Alignment.DLIB, 150, 150));
    private Image photograph = Image.filled(1, 1, Color.rgb8(0, 0, 0));
    private byte[] file = {};

    /** Makes a photograph with a face in its middle that is half as high. */
    @Setup
    public void setUp() {
        String[] sides = size.split("x");
        int width = Integer.parseInt(sides[0]);
        int height = Integer.parseInt(sides[1]);
        int side = height / 2;
        Image face = Resizing.resize(EmbeddedFaces.johns().faces().get(3).image(), side, side);
        float[] values = new float[3 * width * height];
        for (int i = 0; i < values.length; i++) {
            int x = i % width - (width - side) / 2;
            int y = i / width % height - (height - side) / 2;
            boolean inside = x >= 0 && y >= 0 && x < side && y < side;
            values[i] = inside ? face.value(i / (width * height), y, x) : 0.3f + 0.3f * (i % width) / width;
        }
        photograph = Image.quantized(width, height, values);
        file = PictureCodec.encodePng(photograph);
    }

    /** Closes the detector. */
    @TearDown
    public void close() {
        detector.close();
    }

    /** Finds and aligns the face of a picture in memory. */
    @Benchmark
    public Image align() {
        return aligner.align(photograph, size).image();
    }

    /** Reads the picture first; PNG takes longer than JPEG. */
    @Benchmark
    public Image readAndAlign() {
        return aligner.align(PictureCodec.decode(file, size), size).image();
    }
}
