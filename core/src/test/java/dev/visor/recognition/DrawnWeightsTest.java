package dev.visor.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.face.Alignment;
import dev.visor.image.Image;
import dev.visor.run.Seed;
import dev.visor.torch.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrawnWeightsTest {

    @Test
    void theNetworkTakesThemAndItsFeaturesNeitherDieOutNorExplode() {
        NamedTensors weights = DrawnWeights.vgg16(new Seed(1));
        assertThat(weights).isEqualTo(DrawnWeights.vgg16(new Seed(1))).isNotEqualTo(DrawnWeights.vgg16(new Seed(2)));
        List<Image> pictures = RandomSystem.pictures(3, 1, 64, 64);
        try (Engine engine = Engine.start(1);
                Backbone backbone =
                        Backbone.load(Backbone.VGG16, weights, "0".repeat(64), Alignment.DLIB, 64, 64, engine)) {
            float largest = 0;
            for (float value : backbone.features(pictures).get(0)) {
                largest = Math.max(largest, value);
            }
            assertThat(largest).isBetween(0.1f, 100f);
        }
    }
}
