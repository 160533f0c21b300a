package dev.visor.recognition.training;

import dev.visor.face.Face;
import dev.visor.network.Backbone;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Head;
import dev.visor.recognition.internal.FullyConnected;
import dev.visor.recognition.internal.HeadOptimizer;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The features that a head learns from, centered and divided by one deviation. Used by one thread. */
final class HeadFeatures {

    /** Keeps every thread busy, and the views of few faces in memory. */
    private static final int FACES_PER_THREAD = 16;

    private final float[] center;
    private final float deviation;
    private final HeadOptimizer.Data data;
    private final int views;

    private HeadFeatures(float[] center, float deviation, HeadOptimizer.Data data, int views) {
        this.center = center;
        this.deviation = deviation;
        this.data = data;
        this.views = views;
    }

    /** Computes those of the training faces, which set the center and the deviation. */
    static HeadFeatures ofTraining(
            Backbone backbone, Gallery gallery, List<Face> faces, FaceViews views, RunContext run) {
        List<float[]> features = features(backbone, faces, views, "features of the training faces", run);
        float[] center = mean(features);
        float deviation = deviation(features, center);
        normalize(features, center, deviation);
        return new HeadFeatures(center, deviation, labelled(features, gallery, faces), features.size() / faces.size());
    }

    /** Computes those of held-out faces, with the center and the deviation of these features. */
    HeadOptimizer.Data ofHeldOut(Backbone backbone, Gallery gallery, List<Face> faces, RunContext run) {
        List<float[]> features = features(backbone, faces, FaceViews.PLAIN, "features of the held-out faces", run);
        normalize(features, center, deviation);
        return labelled(features, gallery, faces);
    }

    /** Returns the features of all views of the first face, then those of the second, and so on. */
    HeadOptimizer.Data data() {
        return data;
    }

    /** Returns how many views of each face there are. */
    int views() {
        return views;
    }

    /** Returns a head that takes features as the backbone gives them. */
    Head head(Gallery gallery, List<FullyConnected> layers) {
        return Head.of(gallery, layers, center, deviation);
    }

    private static HeadOptimizer.Data labelled(List<float[]> features, Gallery gallery, List<Face> faces) {
        int each = faces.isEmpty() ? 1 : features.size() / faces.size();
        return new HeadOptimizer.Data(
                features,
                IntStream.range(0, features.size())
                        .map(i -> gallery.indexOf(faces.get(i / each).identity()))
                        .toArray());
    }

    private static List<float[]> features(
            Backbone backbone, List<Face> faces, FaceViews views, String label, RunContext run) {
        int step = FACES_PER_THREAD * backbone.engine().threads();
        List<float[]> features = new ArrayList<>();
        try (Progress.Task task = run.begin(label, faces.size())) {
            for (int from = 0; from < faces.size(); from += step) {
                run.checkpoint();
                int to = Math.min(faces.size(), from + step);
                // Making a view takes its time, and only those of a few faces are in memory at once.
                features.addAll(backbone.features(faces.subList(from, to).parallelStream()
                        .flatMap(face -> views.of(face).stream())
                        .toList()));
                task.done(to);
            }
        }
        return features;
    }

    private static float[] mean(List<float[]> rows) {
        double[] sums = new double[rows.get(0).length];
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                sums[i] += row[i];
            }
        }
        float[] mean = new float[sums.length];
        for (int i = 0; i < sums.length; i++) {
            mean[i] = (float) (sums[i] / rows.size());
        }
        return mean;
    }

    private static float deviation(List<float[]> rows, float[] center) {
        double sum = 0;
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                sum += (double) (row[i] - center[i]) * (row[i] - center[i]);
            }
        }
        double deviation = Math.sqrt(sum / ((double) rows.size() * center.length));
        return deviation > 0 ? (float) deviation : 1f;
    }

    /** Works in place: the features of thousands of faces should not be in memory twice. */
    private static void normalize(List<float[]> rows, float[] center, float deviation) {
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (row[i] - center[i]) * (1f / deviation);
            }
        }
    }
}
