package dev.visor.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.face.Alignment;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.network.Preprocessing.ChannelOrder;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.RandomWeights;
import dev.visor.torch.Engine;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class Vgg16BackboneTest {

    private static final List<Double> MEAN = List.of(90.0, 105.0, 130.0);
    private static final List<Double> SCALE = List.of(60.0, 75.0, 50.0);
    private static final Preprocessing RGB = new Preprocessing(ChannelOrder.RGB, MEAN, SCALE);
    private static final String FIRST = "features.0.weight";
    private static final String LAST = "features.28.bias";
    private static Engine engine;

    @BeforeAll
    static void start() {
        engine = Engine.start(2);
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    private static Backbone load(NamedTensors weights, int width, int height) {
        return Backbone.load(Architectures.VGG16, weights, "0".repeat(64), Alignment.DLIB, width, height, engine);
    }

    private static float[] features(NamedTensors weights, Image picture) {
        try (Backbone backbone = load(weights, picture.width(), picture.height())) {
            return backbone.features(List.of(picture)).get(0);
        }
    }

    private static NamedTensors.Builder copy(NamedTensors weights) {
        NamedTensors.Builder copy = NamedTensors.builder();
        weights.metadata().forEach(copy::metadata);
        weights.names().forEach(name -> copy.tensor(name, weights.values(name), shape(weights, name)));
        return copy;
    }

    private static int[] shape(NamedTensors weights, String name) {
        return weights.shape(name).stream().mapToInt(Integer::intValue).toArray();
    }

    @ParameterizedTest
    @CsvSource({"64, 64, 2048", "112, 112, 4608", "80, 96, 3072", "96, 80, 3072"})
    void takesSidesOfAMultipleOf16(int width, int height, int count) {
        try (Backbone backbone = load(RandomWeights.vgg16(RGB), width, height)) {
            assertThat(backbone.name()).isEqualTo("vgg16");
            assertThat(backbone.width()).isEqualTo(width);
            assertThat(backbone.height()).isEqualTo(height);
            assertThat(backbone.featureCount()).isEqualTo(count);
            assertThat(backbone.unpooled()).isSameAs(backbone);
            Image picture = RandomSystem.pictures(2, 1, width, height).get(0);
            assertThat(backbone.features(List.of(picture)).get(0)).hasSize(count);
        }
    }

    @ParameterizedTest
    @CsvSource({"63, 64", "64, 63", "72, 64", "64, 72", "48, 48", "64, 48", "0, 64", "-64, 64"})
    void refusesOtherSizes(int width, int height) {
        NamedTensors weights = RandomWeights.vgg16(RGB);
        assertThatThrownBy(() -> load(weights, width, height))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("illegal size of the pictures for vgg16: " + width + "x" + height
                        + ", must be a multiple of 16 and at least 64 on both sides");
    }

    @Test
    void refusesAPictureOfAnotherSize() {
        Image picture = RandomSystem.pictures(2, 1, 64, 80).get(0);
        try (Backbone backbone = load(RandomWeights.vgg16(RGB), 80, 64)) {
            assertThatThrownBy(() -> backbone.features(List.of(picture)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("illegal size of a probe: 64x80, this recognizer takes 80x64");
        }
    }

    @Test
    void refusesWeightsWithoutATensor() {
        NamedTensors weights = RandomWeights.vgg16(RGB);
        NamedTensors.Builder less = NamedTensors.builder().metadata(Preprocessing.METADATA, RGB.text());
        weights.names().stream()
                .filter(name -> !name.equals(LAST))
                .forEach(name -> less.tensor(name, weights.values(name), shape(weights, name)));
        assertThatThrownBy(() -> load(less.build(), 64, 64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no tensor \"features.28.bias\"");
        assertThatThrownBy(() -> load(
                        NamedTensors.builder()
                                .metadata(Preprocessing.METADATA, RGB.text())
                                .build(),
                        64,
                        64))
                .hasMessage("there is no tensor \"features.0.weight\"");
    }

    @Test
    void refusesATensorOfAnotherShape() {
        NamedTensors weights = RandomWeights.vgg16(RGB);
        NamedTensors turned =
                copy(weights).tensor(FIRST, weights.values(FIRST), 3, 3, 3, 64).build();
        assertThatThrownBy(() -> load(turned, 64, 64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the tensor \"features.0.weight\" has the shape [3, 3, 3, 64], must be [64, 3, 3, 3]");
        NamedTensors longer = copy(weights).tensor(LAST, new float[513], 513).build();
        assertThatThrownBy(() -> load(longer, 64, 64))
                .hasMessage("the tensor \"features.28.bias\" has the shape [513], must be [512]");
    }

    @Test
    void refusesWeightsThatDoNotNameTheirPreprocessing() {
        assertThatThrownBy(() -> load(NamedTensors.builder().build(), 64, 64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the weights don't name their preprocessing (metadata \"input\");"
                        + " 'visor weights import' adds it");
        NamedTensors nonsense = NamedTensors.builder()
                .metadata(Preprocessing.METADATA, "as usual")
                .build();
        assertThatThrownBy(() -> load(nonsense, 64, 64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("illegal input: \"as usual\", must be like \"RGB, ");
    }

    @Test
    void passesOverTensorsThatItDoesNotKnow() {
        Image picture = RandomSystem.pictures(2, 1, 64, 64).get(0);
        NamedTensors weights = RandomWeights.vgg16(RGB);
        NamedTensors more =
                copy(weights).tensor("classifier.0.weight", new float[6], 2, 3).build();
        assertThat(features(more, picture)).isEqualTo(features(weights, picture));
    }

    /** The same network with its input channels reversed, in the weights and in the metadata. */
    @Test
    void blueFirstIsRedFirstReversed() {
        Image picture = RandomSystem.pictures(2, 1, 64, 64).get(0);
        NamedTensors weights = RandomWeights.vgg16(RGB);
        float[] filters = weights.values(FIRST);
        float[] turned = new float[filters.length];
        for (int i = 0; i < filters.length; i++) {
            int in = i / 9 % 3;
            turned[i + (2 - 2 * in) * 9] = filters[i];
        }
        Preprocessing bgr = new Preprocessing(ChannelOrder.BGR, List.of(130.0, 105.0, 90.0), List.of(50.0, 75.0, 60.0));
        NamedTensors other = copy(weights)
                .metadata(Preprocessing.METADATA, bgr.text())
                .tensor(FIRST, turned, 64, 3, 3, 3)
                .build();
        float[] expected = features(weights, picture);
        assertClose(features(other, picture), expected);
        assertThat(distance(features(RandomWeights.vgg16(bgr), picture), expected))
                .isGreaterThan(0.1);
    }

    @ParameterizedTest
    @EnumSource(ChannelOrder.class)
    void theMeanColorIsWhatZerosAre(ChannelOrder order) {
        Preprocessing preprocessing = new Preprocessing(order, MEAN, SCALE);
        Preprocessing zero = new Preprocessing(order, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
        float[] zeros = features(RandomWeights.vgg16(zero), Image.filled(64, 64, new Color(0, 0, 0)));
        try (Backbone backbone = load(RandomWeights.vgg16(preprocessing), 64, 64)) {
            boolean rgb = order == ChannelOrder.RGB;
            Color mean = new Color((rgb ? 90 : 130) / 255f, 105 / 255f, (rgb ? 130 : 90) / 255f);
            assertThat(backbone.baseline()).isEqualTo(mean);
            Image picture = Image.filled(64, 64, backbone.baseline());
            assertThat(backbone.features(List.of(picture)).get(0)).isEqualTo(zeros);
            Image turned = Image.filled(64, 64, new Color(mean.blue(), mean.green(), mean.red()));
            assertThat(distance(backbone.features(List.of(turned)).get(0), zeros))
                    .isGreaterThan(0.1);
        }
    }

    /** What the preprocessing does to a picture, done to its weights and biases instead. */
    @Test
    void everyChannelHasItsScale() {
        Image picture = RandomSystem.pictures(2, 1, 64, 64).get(0);
        Preprocessing unscaled = new Preprocessing(ChannelOrder.RGB, MEAN, List.of(1.0, 1.0, 1.0));
        NamedTensors weights = RandomWeights.vgg16(unscaled);
        float[] filters = weights.values(FIRST);
        for (int i = 0; i < filters.length; i++) {
            filters[i] /= (float) (double) SCALE.get(i / 9 % 3);
        }
        NamedTensors divided = copy(weights).tensor(FIRST, filters, 64, 3, 3, 3).build();
        assertClose(features(RandomWeights.vgg16(RGB), picture), features(divided, picture));
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(distance(actual, expected)).isLessThan(1e-4);
    }

    /** Returns the distance of two vectors, as a share of the length of the second one. */
    private static double distance(float[] one, float[] other) {
        double difference = 0;
        double length = 0;
        for (int i = 0; i < other.length; i++) {
            difference += Math.pow(one[i] - other[i], 2);
            length += Math.pow(other[i], 2);
        }
        return Math.sqrt(difference / length);
    }
}
