package dev.visor.saliency;

import dev.visor.image.Blur;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The maps of some faces, each divided by its own mean, added up for each reading. Used by one thread. */
final class MapSums {

    private final List<? extends Reading> readings;
    private final int width;
    private final int height;
    private final double[][] sums; // of each reading
    private int faces;

    /**
     * Makes sums of nothing.
     *
     * @param like a face of the size of all others
     */
    MapSums(List<? extends Reading> readings, Image like) {
        this.readings = readings;
        this.width = like.width();
        this.height = like.height();
        this.sums = new double[readings.size()][width * height];
    }

    /** Adds up the maps of some faces, in their order. */
    static MapSums of(List<Image> faces, List<? extends Reading> readings, WhiteBoxRecognizer recognizer) {
        MapSums made = new MapSums(readings, faces.get(0));
        List<Backward> signals = GuidedBackpropagation.signals(faces, recognizer);
        IntStream.range(0, readings.size()).parallel().forEach(reading -> {
            for (int i = 0; i < faces.size(); i++) {
                float[] signal = signals.get(i).gradient();
                add(readings.get(reading).read(signal, faces.get(i), recognizer.baseline()), made.sums[reading]);
            }
        });
        made.faces = faces.size();
        return made;
    }

    private static void add(SaliencyMap map, double[] sum) {
        float[] values = map.values();
        double mean = Math.max(map.mean(), Float.MIN_NORMAL);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values[i] / mean;
        }
    }

    /** Adds sums of the same readings. */
    void add(MapSums other) {
        for (int reading = 0; reading < sums.length; reading++) {
            for (int i = 0; i < sums[reading].length; i++) {
                sums[reading][i] += other.sums[reading][i];
            }
        }
        faces += other.faces;
    }

    /**
     * Returns the mean maps by the names of their readings.
     *
     * @param blur the deviation, as a share of the width
     */
    Map<String, SaliencyMap> means(double blur) {
        Map<String, SaliencyMap> means = new LinkedHashMap<>();
        for (int reading = 0; reading < sums.length; reading++) {
            float[] mean = new float[width * height];
            for (int i = 0; i < mean.length; i++) {
                mean[i] = (float) (sums[reading][i] / faces);
            }
            SaliencyMap map = new SaliencyMap(width, height, Blur.gaussian(mean, width, height, blur * width));
            means.put(readings.get(reading).name(), map);
        }
        return means;
    }

    /** Returns the sums as one line, without a bit lost. */
    String line() {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * sums.length * width * height);
        for (double[] sum : sums) {
            for (double value : sum) {
                bytes.putDouble(value);
            }
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /**
     * Returns the sums of a line.
     *
     * @param readings those that the line was made with
     * @param faces the same
     */
    static MapSums parse(String line, List<? extends Reading> readings, List<Image> faces) {
        MapSums parsed = new MapSums(readings, faces.get(0));
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(line));
        for (double[] sum : parsed.sums) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] = bytes.getDouble();
            }
        }
        parsed.faces = faces.size();
        return parsed;
    }
}
