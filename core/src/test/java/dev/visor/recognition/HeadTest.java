package dev.visor.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.face.Alignment;
import dev.visor.network.Architectures;
import dev.visor.network.Backbone;
import dev.visor.network.NamedTensors;
import dev.visor.network.Preprocessing;
import dev.visor.torch.Engine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Weights of another network or another gallery are refused with a word about what is wrong. */
class HeadTest {

    private static final Gallery GALLERY = new Gallery(RandomSystem.PEOPLE.subList(0, 2));

    private static NamedTensors.Builder head() {
        return NamedTensors.builder()
                .tensor(Head.CENTER, new float[3], 3)
                .tensor(Head.DEVIATION, new float[] {1}, 1)
                .tensor(Head.weight(0), new float[6], 2, 3)
                .tensor(Head.bias(0), new float[2], 2);
    }

    @Test
    void countsItsLayers() {
        Head one = new Head(GALLERY, head().build());
        assertThat(one.layers()).isEqualTo(1);
        assertThat(one.features()).isEqualTo(3);
        Head two = new Head(
                GALLERY,
                head().tensor(Head.weight(0), new float[15], 5, 3)
                        .tensor(Head.bias(0), new float[5], 5)
                        .tensor(Head.weight(1), new float[10], 2, 5)
                        .tensor(Head.bias(1), new float[2], 2)
                        .build());
        assertThat(two.layers()).isEqualTo(2);
    }

    @Test
    void refusesTensorsThatDoNotFit() {
        assertRefused(NamedTensors.builder(), "there is no tensor \"head.center\"");
        assertRefused(
                head().tensor(Head.weight(0), new float[8], 2, 4),
                "the tensor \"head.0.weight\" has the shape [2, 4], must be [2, 3]");
        assertRefused(
                head().tensor(Head.bias(0), new float[3], 3),
                "the tensor \"head.0.bias\" has the shape [3], must be [2]");
        assertRefused(
                head().tensor(Head.weight(0), new float[9], 3, 3).tensor(Head.bias(0), new float[3], 3),
                "illegal head: 1 layers with 3 outputs, must have at least one layer and 2 outputs");
    }

    private static void assertRefused(NamedTensors.Builder tensors, String message) {
        assertThatThrownBy(() -> new Head(GALLERY, tensors.build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void aBackboneTakesOnlyItsOwnWeights() {
        try (Engine engine = Engine.start(1)) {
            assertThatThrownBy(() -> load("resnet29", NamedTensors.builder().build(), engine))
                    .hasMessage("there is no tensor \"conv32_down/conv/filters\"");
        }
    }

    @Test
    void aHeadMustTakeTheBackbonesFeatures() {
        try (RandomSystem system = RandomSystem.start(1)) {
            Head head = new Head(GALLERY, head().build());
            assertThatThrownBy(() -> new NetworkRecognizer(system.backbone(), head))
                    .hasMessage("illegal head: it takes 3 features, the backbone resnet29 gives 256");
        }
    }

    @Test
    void aHeadMustTakeTheFeaturesOfPicturesOfTheSize() {
        try (RandomSystem system = RandomSystem.startVgg16(Engine.start(1), Preprocessing.TORCHVISION, 64, 64)) {
            Head head = RandomWeights.head(GALLERY, 4608, 0, 1);
            assertThatThrownBy(() -> new NetworkRecognizer(system.backbone(), head))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("illegal head: it takes 4608 features, the backbone vgg16 gives 2048");
        }
    }

    private static Backbone load(String name, NamedTensors weights, Engine engine) {
        return Backbone.load(Architectures.named(name), weights, "", Alignment.DLIB, 150, 150, engine);
    }

    @Test
    void aGalleryHasTwoPeopleOrMoreEachOnce() {
        assertThat(GALLERY.indexOf(RandomSystem.PEOPLE.get(1))).isEqualTo(1);
        assertThatThrownBy(() -> GALLERY.indexOf(RandomSystem.PEOPLE.get(2)))
                .hasMessage("unknown person: \"Cem\", must be one of [Ann, Bea]");
        assertThatThrownBy(() -> new Gallery(RandomSystem.PEOPLE.subList(0, 1)))
                .hasMessage("illegal gallery: 1 people, must be at least 2 to tell apart");
        assertThatThrownBy(() -> new Gallery(List.of(RandomSystem.PEOPLE.get(0), RandomSystem.PEOPLE.get(0))))
                .hasMessage("illegal gallery: Ann is in it twice");
    }
}
