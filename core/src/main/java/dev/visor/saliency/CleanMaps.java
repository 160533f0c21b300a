package dev.visor.saliency;

import dev.visor.image.Blur;
import dev.visor.image.Image;
import dev.visor.network.NamedTensors;
import dev.visor.recognition.Backward;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the saliency maps of clean faces look like on average, for each reading: the mean over faces of the map divided
 * by its own mean, blurred. Of more than {@value #MOST} faces, as many are taken, in even steps.
 *
 * <p>Immutable and thread-safe.
 */
public final class CleanMaps {

    /** The deviation of the blur, as a share of the picture's width. */
    private static final double BLUR = 0.013;

    /** Added to the mean map, whose own mean is one, so that places where clean faces show nothing do not explode. */
    private static final float FLOOR = 0.6f;

    private static final int BATCH = 64;

    private static final int MOST = 4096;

    private static final String PREFIX = "saliency.";

    private final Map<String, SaliencyMap> means;

    private CleanMaps(Map<String, SaliencyMap> means) {
        this.means = means;
    }

    /** Returns no maps, for methods that need none. */
    public static CleanMaps none() {
        return new CleanMaps(Map.of());
    }

    /**
     * Computes the mean maps.
     *
     * @param all clean aligned pictures of one size, at least one; those the recognizer was trained on
     * @param readings of which there will be mean maps
     * @param recognizer is not changed
     * @param run receives progress
     */
    public static CleanMaps of(
            List<Image> all, List<? extends Reading> readings, WhiteBoxRecognizer recognizer, RunContext run) {
        List<Image> faces = taken(all);
        int width = faces.get(0).width();
        int height = faces.get(0).height();
        Map<Reading, double[]> sums = new LinkedHashMap<>();
        for (Reading reading : readings) {
            sums.put(reading, new double[width * height]);
        }
        try (Progress.Task task = run.begin("saliency maps of clean faces", faces.size())) {
            for (int from = 0; from < faces.size(); from += BATCH) {
                run.checkpoint();
                List<Image> part = faces.subList(from, Math.min(faces.size(), from + BATCH));
                List<Backward> signals = GuidedBackpropagation.signals(part, recognizer);
                // Side by side for the readings, but always in the order of the faces, which decides the last bits.
                sums.entrySet().parallelStream().forEach(sum -> {
                    for (int i = 0; i < part.size(); i++) {
                        float[] signal = signals.get(i).gradient();
                        add(sum.getKey().read(signal, part.get(i), recognizer.baseline()), sum.getValue());
                    }
                });
                task.done(from + part.size());
            }
        }
        Map<String, SaliencyMap> means = new LinkedHashMap<>();
        sums.forEach((reading, sum) -> means.put(reading.name(), blurred(sum, faces.size(), width, height)));
        return new CleanMaps(means);
    }

    private static List<Image> taken(List<Image> all) {
        int count = count(all.size());
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
                .toList();
    }

    /** Returns how many of so many faces are taken. */
    public static int count(int faces) {
        return Math.min(MOST, faces);
    }

    private static void add(SaliencyMap map, double[] sum) {
        float[] values = map.values();
        double mean = Math.max(map.mean(), Float.MIN_NORMAL);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values[i] / mean;
        }
    }

    private static SaliencyMap blurred(double[] sum, int count, int width, int height) {
        float[] mean = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            mean[i] = (float) (sum[i] / count);
        }
        return new SaliencyMap(width, height, Blur.gaussian(mean, width, height, BLUR * width));
    }

    /**
     * Returns a map divided by what clean faces show.
     *
     * @param map of the size of the clean faces
     * @param reading how it was read
     * @throws IllegalStateException if there is no mean map of this reading
     * @throws IllegalArgumentException if the map has another size
     */
    public SaliencyMap relative(SaliencyMap map, Reading reading) {
        float[] values = map.values();
        float[] clean = mean(map, reading).values();
        for (int i = 0; i < values.length; i++) {
            values[i] /= clean[i] + FLOOR;
        }
        return new SaliencyMap(map.width(), map.height(), values);
    }

    /** Returns the mean map that a map is compared with. */
    private SaliencyMap mean(SaliencyMap map, Reading reading) {
        SaliencyMap mean = means.get(reading.name());
        if (mean == null) {
            throw new IllegalStateException("a relative map needs the mean map of clean faces, and there is none");
        }
        if (mean.width() != map.width() || mean.height() != map.height()) {
            throw new IllegalArgumentException("illegal size of a map: " + map.width() + "x" + map.height()
                    + ", the clean faces were " + mean.width() + "x" + mean.height());
        }
        return mean;
    }

    /**
     * Returns how far a map departs from what clean faces show: one minus the cosine of the angle between the two, in
     * [0, 1]. A map that is zero everywhere departs by 1.
     *
     * @param map of the size of the clean faces
     * @param reading how it was read
     * @throws IllegalStateException if there is no mean map of this reading
     * @throws IllegalArgumentException if the map has another size
     */
    public double departure(SaliencyMap map, Reading reading) {
        float[] values = map.values();
        float[] clean = mean(map, reading).values();
        double product = 0;
        double ofMap = 0;
        double ofClean = 0;
        for (int i = 0; i < values.length; i++) {
            product += (double) values[i] * clean[i];
            ofMap += (double) values[i] * values[i];
            ofClean += (double) clean[i] * clean[i];
        }
        double lengths = Math.sqrt(ofMap * ofClean);
        return lengths > 0 ? Math.max(0, 1 - product / lengths) : 1;
    }

    /** Adds the mean maps as tensors [height, width]. */
    public void writeTo(NamedTensors.Builder builder) {
        means.forEach((reading, map) -> builder.tensor(PREFIX + reading, map.values(), map.height(), map.width()));
    }

    /**
     * Returns the mean maps that {@link #writeTo} added, none for readings that are missing.
     *
     * @throws IllegalArgumentException if a tensor has another shape or holds no saliency
     */
    public static CleanMaps readFrom(NamedTensors tensors) {
        Map<String, SaliencyMap> means = new LinkedHashMap<>();
        for (String name : tensors.names()) {
            if (name.startsWith(PREFIX)) {
                List<Integer> shape = tensors.shape(name);
                if (shape.size() != 2) {
                    throw new IllegalArgumentException(
                            "the tensor \"" + name + "\" has the shape " + shape + ", must be [height, width]");
                }
                means.put(
                        name.substring(PREFIX.length()),
                        new SaliencyMap(shape.get(1), shape.get(0), tensors.values(name)));
            }
        }
        return new CleanMaps(means);
    }
}
