package dev.visor.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.face.Alignment;
import dev.visor.image.Image;
import dev.visor.recognition.RandomSystem;
import dev.visor.run.IllegalSettingException;
import dev.visor.run.Seed;
import dev.visor.torch.Engine;
import dev.visor.torch.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitecturesTest {

    @Test
    void namesAreUniqueAndFindTheirArchitecture() {
        assertThat(Architectures.names()).containsExactly("resnet29", "vgg16");
        assertThat(Architectures.all()).allMatch(each -> Architectures.named(each.name()) == each);
        assertThatThrownBy(() -> Architectures.named("vgg0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown backbone: \"vgg0\", must be one of [resnet29, vgg16]");
    }

    @ParameterizedTest
    @MethodSource("dev.visor.network.Architectures#all")
    void canBeMeasured(Architecture architecture) {
        assertThat(architecture.usualSizes()).isNotEmpty().allSatisfy(side -> architecture.checkSize(side, side));
        assertThat(architecture.drawnWeights(new Seed(1)).isPresent()).isNotEqualTo(architecture.hasEmbeddedWeights());
    }

    @Test
    void onlyVgg16IsParticularAboutSizes() {
        Architectures.RESNET29.checkSize(63, 1);
        assertThatThrownBy(() -> Architectures.VGG16.checkSize(64, 63))
                .isInstanceOf(IllegalSettingException.class)
                .hasMessage("illegal size of the pictures for vgg16: 64x63, must be a multiple of 16 and at least 64 on"
                        + " both sides");
    }

    @ParameterizedTest
    @CsvSource({
        "resnet29, AUTO, true, FLOAT32",
        "resnet29, AUTO, false, FLOAT32",
        "resnet29, BFLOAT16, false, BFLOAT16",
        "resnet29, FLOAT32, true, FLOAT32",
        "vgg16, AUTO, true, BFLOAT16",
        "vgg16, AUTO, false, FLOAT32",
        "vgg16, BFLOAT16, false, BFLOAT16",
        "vgg16, FLOAT32, true, FLOAT32"
    })
    void autoResultsInBfloat16ForVgg16Alone(String name, Precision asked, boolean bfloat16, Precision expected) {
        assertThat(Architectures.named(name).resolve(asked, bfloat16)).isEqualTo(expected);
    }

    @Test
    void drawnWeightsFitAndFeaturesNeitherDieOutNorExplode() {
        NamedTensors weights = drawn(1);
        assertThat(weights).isEqualTo(drawn(1)).isNotEqualTo(drawn(2));
        List<Image> pictures = RandomSystem.pictures(3, 1, 64, 64);
        try (Engine engine = Engine.start(1);
                Backbone backbone =
                        Backbone.load(Architectures.VGG16, weights, "0".repeat(64), Alignment.DLIB, 64, 64, engine)) {
            float largest = 0;
            for (float value : backbone.features(pictures).get(0)) {
                largest = Math.max(largest, value);
            }
            assertThat(largest).isBetween(0.1f, 100f);
        }
    }

    private static NamedTensors drawn(long seed) {
        return Architectures.VGG16.drawnWeights(new Seed(seed)).orElseThrow();
    }
}
