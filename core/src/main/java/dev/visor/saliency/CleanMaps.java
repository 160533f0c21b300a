package dev.visor.saliency;

import dev.visor.image.Image;
import dev.visor.network.NamedTensors;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** So many faces make a part. Always the same parts are summed up in the same order, which decides the last bits. */
    private static final int PART = 64;

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

    /** Computes mean maps, as {@link #of} does; where, is its own matter. */
    @FunctionalInterface
    public interface Maker {

        /** Returns what {@link CleanMaps#of} would, to the last bit. */
        CleanMaps make(
                List<Image> faces, List<? extends Reading> readings, WhiteBoxRecognizer recognizer, RunContext run);
    }

    /**
     * Computes the mean maps, part by part. Parts that are in the run's journal are taken from there.
     *
     * @param all clean aligned pictures of one size, at least one; those the recognizer was trained on
     * @param readings of which there will be mean maps
     * @param recognizer is not changed
     * @param run receives progress
     */
    public static CleanMaps of(
            List<Image> all, List<? extends Reading> readings, WhiteBoxRecognizer recognizer, RunContext run) {
        List<Image> faces = taken(all);
        MapSums total = new MapSums(readings, faces.get(0));
        try (Progress.Task task = run.begin("saliency maps of clean faces", faces.size())) {
            for (int part = 0; part < parts(all.size()); part++) {
                List<Image> own = part(faces, part);
                Optional<String> kept = run.journal().find(piece(part));
                total.add(
                        kept.isPresent()
                                ? MapSums.parse(kept.get(), readings, own)
                                : sums(own, readings, recognizer, run));
                task.done((long) part * PART + own.size());
            }
        }
        return new CleanMaps(total.means(BLUR));
    }

    /** Returns in how many parts the mean maps of so many faces are computed. */
    public static int parts(int faces) {
        return (count(faces) + PART - 1) / PART;
    }

    /**
     * Computes some parts of the mean maps apart from {@link #of}, and keeps them in the run's journal.
     *
     * @param all the same pictures
     * @param from the first part
     * @param to the part behind the last, at most {@link #parts}
     */
    public static void computeParts(
            List<Image> all,
            int from,
            int to,
            List<? extends Reading> readings,
            WhiteBoxRecognizer recognizer,
            RunContext run) {
        List<Image> faces = taken(all);
        for (int part = from; part < to; part++) {
            run.journal()
                    .keep(
                            piece(part),
                            sums(part(faces, part), readings, recognizer, run).line());
        }
    }

    private static MapSums sums(
            List<Image> part, List<? extends Reading> readings, WhiteBoxRecognizer recognizer, RunContext run) {
        run.checkpoint();
        return MapSums.of(part, readings, recognizer);
    }

    private static List<Image> part(List<Image> faces, int part) {
        return faces.subList(part * PART, Math.min(faces.size(), (part + 1) * PART));
    }

    private static String piece(int part) {
        return "saliency maps of clean faces, part " + part;
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
