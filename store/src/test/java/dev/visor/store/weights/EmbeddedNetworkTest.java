package dev.visor.store.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.network.Architectures;
import dev.visor.network.Backbone;
import dev.visor.network.NamedTensors;
import dev.visor.store.faces.EmbeddedFaces;
import dev.visor.torch.Engine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The embedded network on the embedded faces, against distances that another program measured. */
class EmbeddedNetworkTest {

    private static final int FEATURES = 256;
    private static final int EMBEDDING = 128;
    /** The balanced point between pictures of one person and of two. */
    private static final double THRESHOLD = 0.56;

    @Test
    void picturesOfOnePersonLieNearAndOfTwoLieFar() {
        FaceSet johns = EmbeddedFaces.johns();
        List<double[]> embeddings = embeddings(johns);
        List<Double> same = new ArrayList<>();
        List<Double> different = new ArrayList<>();
        List<Face> faces = johns.faces();
        for (int i = 0; i < faces.size(); i++) {
            for (int j = 0; j < i; j++) {
                boolean onePerson = faces.get(i).identity().equals(faces.get(j).identity());
                (onePerson ? same : different).add(distance(embeddings.get(i), embeddings.get(j)));
            }
        }
        assertThat(same).hasSize(5 * 55).allMatch(distance -> distance < THRESHOLD);
        assertThat(different).hasSize(10 * 121).allMatch(distance -> distance > THRESHOLD);
        assertThat(mean(same)).isCloseTo(0.318, within(0.0005));
        assertThat(mean(different)).isCloseTo(0.901, within(0.0005));
    }

    private static List<double[]> embeddings(FaceSet faces) {
        LoadedWeights weights = EmbeddedWeights.of(Architectures.RESNET29);
        try (Engine engine = Engine.start(2);
                Backbone backbone = Backbone.load(
                        Architectures.RESNET29,
                        weights.tensors(),
                        weights.sha256(),
                        faces.alignment(),
                        faces.width(),
                        faces.height(),
                        engine)) {
            return backbone.features(faces.faces().stream().map(Face::image).toList()).stream()
                    .map(features -> embedding(features, weights.tensors()))
                    .toList();
        }
    }

    /** dlib's last layer, which face recognition by a trained head does without. */
    private static double[] embedding(float[] features, NamedTensors tensors) {
        float[] matrix = tensors.values("fc", FEATURES, EMBEDDING);
        double[] embedding = new double[EMBEDDING];
        for (int in = 0; in < FEATURES; in++) {
            for (int out = 0; out < EMBEDDING; out++) {
                embedding[out] += (double) features[in] * matrix[in * EMBEDDING + out];
            }
        }
        return embedding;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
