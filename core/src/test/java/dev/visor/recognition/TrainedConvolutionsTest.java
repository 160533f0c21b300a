package dev.visor.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.run.RunContext;
import dev.visor.run.Seed;
import dev.visor.torch.Engine;
import dev.visor.torch.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads that bring the last convolutions of the backbone along. */
class TrainedConvolutionsTest {

    private static final int SIZE = 80;
    private static final Preprocessing RGB =
            new Preprocessing(Preprocessing.ChannelOrder.RGB, List.of(130.0, 105.0, 90.0), List.of(50.0, 75.0, 60.0));
    private static final List<Identity> PEOPLE = RandomSystem.PEOPLE.subList(0, 3);
    private static final Gallery GALLERY = new Gallery(PEOPLE);
    private static final List<Image> PICTURES = RandomSystem.pictures(3, 15, SIZE, SIZE);
    private static final FaceSet FACES = faces();
    private static final HeadTrainer.Config CONFIG = new HeadTrainer.Config(List.of(12), 0.25, 8, 4, 1e-3, 1e-4);

    private static FaceSet faces() {
        List<Face> faces = new ArrayList<>();
        for (int i = 0; i < PICTURES.size(); i++) {
            faces.add(new Face("face " + i, PEOPLE.get(i % 3), PICTURES.get(i), Alignment.DLIB.landmarks(SIZE, SIZE)));
        }
        return new FaceSet("drawn", Alignment.DLIB, faces);
    }

    private static RandomSystem start(String backbone, Engine engine) {
        return backbone.equals(Backbone.VGG16)
                ? RandomSystem.startVgg16(engine, RGB, SIZE, SIZE)
                : RandomSystem.start(engine, Alignment.DLIB, SIZE, SIZE);
    }

    private static TrainedHead train(RandomSystem system, boolean convolutions, long seed) {
        return new HeadTrainer(CONFIG)
                .train(
                        system.backbone(),
                        GALLERY,
                        FACES.split(0.2, new Seed(1)),
                        FaceViews.PLAIN,
                        convolutions,
                        RunContext.of(seed));
    }

    @ParameterizedTest
    @ValueSource(strings = {Backbone.RESNET29, Backbone.VGG16})
    void theConvolutionsLearnAndTheBackboneStaysAsItIs(String backbone) {
        try (RandomSystem system = start(backbone, Engine.start(2))) {
            List<float[]> before = system.backbone().features(PICTURES);
            TrainedHead alone = train(system, false, 8);
            TrainedHead trained = train(system, true, 8);

            Head head = trained.head();
            assertThat(head.convolutions()).isEqualTo(backbone.equals(Backbone.VGG16) ? 3 : 2);
            assertThat(alone.head().convolutions()).isZero();
            assertThat(trained.epochs().get(7).loss())
                    .isLessThan(alone.epochs().get(7).loss());
            assertThat(system.backbone().features(PICTURES).get(3)).isEqualTo(before.get(3));
            try (NetworkRecognizer recognizer = new NetworkRecognizer(system.backbone(), head)) {
                List<Scores> scores = recognizer.identify(PICTURES);
                List<Face> seen = FACES.split(0.2, new Seed(1)).training();
                long recognized = seen.stream()
                        .filter(face -> scores.get(PICTURES.indexOf(face.image()))
                                .best()
                                .equals(face.identity()))
                        .count();
                assertThat(recognized).isEqualTo(trained.training().correct());
            }
        }
    }

    /** What training begins with answers as the backbone itself does. */
    @ParameterizedTest
    @ValueSource(strings = {Backbone.RESNET29, Backbone.VGG16})
    void convolutionsOfTheBackboneItselfChangeNothing(String backbone) {
        try (RandomSystem system = start(backbone, Engine.start(1))) {
            Head head = system.recognizer().head();
            try (NetworkRecognizer same =
                    new NetworkRecognizer(system.backbone(), with(head, convolutions(system, 0)))) {
                assertThat(same.identify(PICTURES.get(0)).logits())
                        .isEqualTo(system.recognizer().identify(PICTURES.get(0)).logits());
                assertThat(gradient(same)).isEqualTo(gradient(system.recognizer()));
            }
            try (NetworkRecognizer other =
                    new NetworkRecognizer(system.backbone(), with(head, convolutions(system, 0.01f)))) {
                assertThat(other.identify(PICTURES.get(0)).logits())
                        .isNotEqualTo(
                                system.recognizer().identify(PICTURES.get(0)).logits());
            }
        }
    }

    @Test
    void theGradientPassesTheConvolutionsOfTheHead() {
        try (RandomSystem system = start(Backbone.RESNET29, Engine.start(2));
                NetworkRecognizer recognizer = new NetworkRecognizer(
                        system.backbone(), with(system.recognizer().head(), convolutions(system, 0.02f)))) {
            float[] gradient = gradient(recognizer);
            float[] values = PICTURES.get(0).values();
            double slope = 0;
            float[] up = values.clone();
            float[] down = values.clone();
            for (int i = 0; i < values.length; i++) {
                float step = 2e-4f * Math.signum(gradient[i]);
                up[i] += step;
                down[i] -= step;
                slope += step * gradient[i];
            }
            double change = logit(recognizer, up) - logit(recognizer, down);
            assertThat(change / 2).isCloseTo(slope, withinPercentage(2));
        }
    }

    private static double logit(NetworkRecognizer recognizer, float[] values) {
        return recognizer.identify(Image.of(SIZE, SIZE, values)).logits()[0];
    }

    @Test
    void gradientsInBfloat16PassThemToo() {
        try (RandomSystem exact = start(Backbone.RESNET29, Engine.start(1));
                RandomSystem rough = start(Backbone.RESNET29, Engine.start(1, Precision.BFLOAT16))) {
            Head head = with(exact.recognizer().head(), convolutions(exact, 0.02f));
            try (NetworkRecognizer one = new NetworkRecognizer(exact.backbone(), head);
                    NetworkRecognizer other = new NetworkRecognizer(rough.backbone(), head)) {
                assertThat(other.identify(PICTURES.get(0)).logits())
                        .isEqualTo(one.identify(PICTURES.get(0)).logits());
                assertThat(cosine(gradient(one), gradient(other))).isGreaterThan(0.97);
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameBitsForAnyNumberOfThreads() {
        try (RandomSystem one = start(Backbone.RESNET29, Engine.start(1));
                RandomSystem three = start(Backbone.RESNET29, Engine.start(3))) {
            NamedTensors first = train(one, true, 8).head().tensors();
            assertThat(train(three, true, 8).head().tensors()).isEqualTo(first);
            assertThat(train(one, true, 9).head().tensors()).isNotEqualTo(first);
        }
    }

    @Test
    void refusesConvolutionsOfAnotherNetwork() {
        try (RandomSystem system = start(Backbone.RESNET29, Engine.start(1))) {
            Head head = system.recognizer().head();
            NamedTensors one = NamedTensors.builder()
                    .tensor(Head.convolutionWeight(0), new float[9], 1, 1, 3, 3)
                    .tensor(Head.convolutionBias(0), new float[1], 1)
                    .build();
            assertThatThrownBy(() -> new NetworkRecognizer(system.backbone(), with(head, one)))
                    .hasMessage("illegal head: it has 1 convolutions, the last block of the backbone 2");
            NamedTensors two = builder(one)
                    .tensor(Head.convolutionWeight(1), new float[9], 1, 1, 3, 3)
                    .tensor(Head.convolutionBias(1), new float[1], 1)
                    .build();
            assertThatThrownBy(() -> new NetworkRecognizer(system.backbone(), with(head, two)))
                    .hasMessage("the tensor \"head.convolution.0.weight\" has the shape [1, 1, 3, 3], must be "
                            + "[256, 256, 3, 3]");
        }
    }

    private static float[] gradient(NetworkRecognizer recognizer) {
        LogitGradient first = (probe, scores) -> {
            float[] loss = new float[scores.logits().length];
            loss[0] = 1;
            return loss;
        };
        return recognizer
                .backward(List.of(PICTURES.get(0)), first, BackwardRule.EXACT)
                .get(0)
                .gradient();
    }

    private static double cosine(float[] a, float[] b) {
        double product =
                IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
        return product / Math.sqrt(square(a) * square(b));
    }

    private static double square(float[] a) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * a[i]).sum();
    }

    /** Returns the convolutions of the system's backbone, every other weight moved. */
    private static NamedTensors convolutions(RandomSystem system, float moved) {
        NamedTensors own = new HeadTrainer(new HeadTrainer.Config(List.of(), 0, 1, 4, 1e-30, 0))
                .train(
                        system.backbone(),
                        GALLERY,
                        FACES.split(0.2, new Seed(1)),
                        FaceViews.PLAIN,
                        true,
                        RunContext.of(1))
                .head()
                .tensors();
        NamedTensors.Builder tensors = NamedTensors.builder();
        for (String name : own.names()) {
            if (name.startsWith("head.convolution")) {
                float[] values = own.values(name);
                for (int i = 0; i < values.length; i += 2) {
                    values[i] += moved;
                }
                tensors.tensor(name, values, shape(own, name));
            }
        }
        return tensors.build();
    }

    private static int[] shape(NamedTensors tensors, String name) {
        return tensors.shape(name).stream().mapToInt(Integer::intValue).toArray();
    }

    private static NamedTensors.Builder builder(NamedTensors... all) {
        NamedTensors.Builder tensors = NamedTensors.builder();
        Arrays.stream(all)
                .forEach(some ->
                        some.names().forEach(name -> tensors.tensor(name, some.values(name), shape(some, name))));
        return tensors;
    }

    private static Head with(Head head, NamedTensors convolutions) {
        return new Head(head.gallery(), builder(head.tensors(), convolutions).build());
    }
}
