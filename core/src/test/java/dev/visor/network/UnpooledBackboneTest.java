package dev.visor.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.face.Alignment;
import dev.visor.image.Image;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Head;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.NetworkRecognizer;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.internal.FullyConnected;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class UnpooledBackboneTest {

    private static final RandomSystem SYSTEM = RandomSystem.start(1, Alignment.ARCFACE, 112, 112);
    private static final Backbone POOLED = SYSTEM.backbone();
    private static final Backbone UNPOOLED = POOLED.unpooled();
    private static final List<Image> PICTURES = RandomSystem.pictures(3, 2, 112, 112);

    /** The last maps are 2x2. */
    private static final int PLACES = 4;

    @AfterAll
    static void close() {
        SYSTEM.close();
    }

    @Test
    void theMeanOverEachMapIsTheFeature() {
        assertThat(UNPOOLED.featureCount()).isEqualTo(PLACES * POOLED.featureCount());
        List<float[]> maps = UNPOOLED.features(PICTURES);
        List<float[]> features = POOLED.features(PICTURES);
        for (int picture = 0; picture < PICTURES.size(); picture++) {
            for (int i = 0; i < POOLED.featureCount(); i++) {
                double sum = 0;
                for (int place = 0; place < PLACES; place++) {
                    sum += maps.get(picture)[i * PLACES + place];
                }
                assertThat(sum / PLACES).isCloseTo(features.get(picture)[i], within(1e-5));
            }
        }
        assertThat(UNPOOLED.unpooled()).isSameAs(UNPOOLED);
    }

    /** A head that takes the mean itself must be the same function, forwards and backwards. */
    @Test
    void gradientsPassTheMaps() {
        int count = POOLED.featureCount();
        int people = RandomSystem.PEOPLE.size();
        SplittableRandom random = new SplittableRandom(5);
        float[] weights = new float[people * count];
        float[] spread = new float[PLACES * weights.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextDouble(-1, 1);
            for (int place = 0; place < PLACES; place++) {
                spread[i * PLACES + place] = weights[i] / PLACES;
            }
        }
        Gallery gallery = new Gallery(RandomSystem.PEOPLE);
        try (NetworkRecognizer pooled = recognizer(POOLED, gallery, weights);
                NetworkRecognizer unpooled = recognizer(UNPOOLED, gallery, spread)) {
            float[] expected = gradient(pooled);
            float[] gradient = gradient(unpooled);
            double difference = 0;
            double norm = 0;
            for (int i = 0; i < expected.length; i++) {
                difference += Math.pow(gradient[i] - expected[i], 2);
                norm += Math.pow(expected[i], 2);
            }
            assertThat(norm).isPositive();
            assertThat(Math.sqrt(difference / norm)).isLessThan(1e-4);
        }
    }

    private static NetworkRecognizer recognizer(Backbone backbone, Gallery gallery, float[] weights) {
        FullyConnected layer = new FullyConnected(weights, new float[gallery.size()]);
        return new NetworkRecognizer(backbone, Head.of(gallery, List.of(layer), new float[backbone.featureCount()], 1));
    }

    private static float[] gradient(NetworkRecognizer recognizer) {
        return recognizer
                .backward(PICTURES, LogitGradient.BEST, BackwardRule.EXACT)
                .get(0)
                .gradient();
    }
}
