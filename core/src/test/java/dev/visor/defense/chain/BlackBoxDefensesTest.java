package dev.visor.defense.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.CoverConfig;
import dev.visor.accessory.ShapeFamily;
import dev.visor.defense.DefenseChain;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Fills;
import dev.visor.defense.GradientFreeDefense;
import dev.visor.defense.HardenedHead;
import dev.visor.defense.Occlusions;
import dev.visor.defense.Rejection;
import dev.visor.defense.mask.LocalGradientsSmoothing;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.recognition.BlackBox;
import dev.visor.recognition.Decision;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Recognizer;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.setting.Kind;
import dev.visor.setting.Registry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Defenses in front of a recognizer that only answers. */
class BlackBoxDefensesTest {

    private static final int SIZE = 60;
    private static final List<Image> PICTURES = RandomSystem.pictures(5, 12, SIZE, SIZE);
    private static final LinearRecognizer INSIDE = LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.1);
    private static final BlackBox BLACK_BOX = new BlackBox(INSIDE);
    private static final FalseAlarmRate RATE = new FalseAlarmRate(0.2);

    private static DefenseContext context(Recognizer recognizer) {
        return new DefenseContext(
                recognizer,
                Occlusions.DEFAULT,
                Map.of(),
                CleanMaps.none(),
                Alignment.DLIB.landmarks(SIZE, SIZE),
                SIZE,
                SIZE,
                BlackBoxDefensesTest::faces,
                Optional.empty(),
                RunContext.of(1));
    }

    private static List<Face> faces() {
        return PICTURES.stream()
                .map(image -> new Face("face", RandomSystem.PEOPLE.get(0), image, Alignment.DLIB.landmarks(SIZE, SIZE)))
                .toList();
    }

    private static Stream<List<DefenseConfig>> chains() {
        CertifiedMasking.Config confirmed =
                new CertifiedMasking.Config(List.of(ShapeFamily.GLASSES), CoverConfig.UNION, Fills.TELEA, RATE);
        TamperDetector.Config detector = new TamperDetector.Config(
                List.of(), List.of(), List.of(ShapeFamily.HAT_BAND), List.of(ShapeFamily.GLASSES), false, RATE);
        return Stream.of(
                List.of(CertifiedMasking.Config.GLASSES),
                List.of(confirmed),
                List.of(detector, confirmed),
                List.of(new Rejection(0.5)),
                List.of(LocalGradientsSmoothing.Config.PAPER, new Rejection(0.5)));
    }

    @ParameterizedTest
    @MethodSource("chains")
    void decideAsBeforeAWhiteBoxAndLeaveABlackBox(List<DefenseConfig> chain) {
        assertThat(new ChainConfig(chain).needingGradients()).isEmpty();
        DefenseChain defenses = new ChainConfig(chain).build(context(BLACK_BOX));
        Recognizer defended = defenses.protect(BLACK_BOX);
        assertThat(defended.whiteBox()).isEmpty();
        Recognizer known = new ChainConfig(chain).build(context(INSIDE)).protect((Recognizer) INSIDE);
        assertThat(known.whiteBox()).isPresent();
        List<Decision> decisions = defended.decide(PICTURES);
        assertThat(decisions).usingRecursiveComparison().isEqualTo(known.decide(PICTURES));
        assertThat(defended.identify(PICTURES)).usingRecursiveComparison().isEqualTo(known.identify(PICTURES));
        assertThat(defended.gallery()).isEqualTo(INSIDE.gallery());
        assertThat(defenses.explain(PICTURES, BLACK_BOX)).hasSameSizeAs(defenses.explain(PICTURES, INSIDE));
    }

    /** What a kind says of its settings is what it builds. */
    @Test
    void whatNeedsNoGradientsIsBuiltWithoutThem() {
        Set<String> gradientFree = new TreeSet<>();
        for (Kind<? extends DefenseConfig> kind : Registry.standard().kinds(DefenseConfig.class)) {
            for (DefenseConfig preset : kind.presets().values()) {
                if (!preset.needsGradients()) {
                    assertThat(preset.build(context(BLACK_BOX)))
                            .as(kind.name())
                            .isInstanceOf(GradientFreeDefense.class);
                    gradientFree.add(kind.name());
                }
            }
        }
        assertThat(gradientFree).contains("local-gradients-smoothing", "rejection");
    }

    @Test
    void whatNeedsGradientsSaysSo() {
        assertThat(ChainConfig.GUARDED.needingGradients()).containsExactly("tamper detector", "hardened head");
        assertThat(ChainConfig.TUNED.needingGradients()).containsExactly("tuned saliency mask");
        assertThat(new HardenedHead.Config().needsGradients()).isTrue();
        DefenseChain mask = new ChainConfig(List.of(SaliencyMaskConfig.ARTICLE)).build(context(BLACK_BOX));
        assertThatThrownBy(() -> mask.protect(BLACK_BOX))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("saliency mask needs gradients, and the recognizer is a black box: it only answers");
        assertThatThrownBy(() -> mask.explain(PICTURES, BLACK_BOX)).hasMessageStartingWith("saliency mask needs");
        assertThatThrownBy(() -> TamperDetector.Config.DEFAULT
                        .calibrate(context(BLACK_BOX))
                        .orElseThrow())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> context(BLACK_BOX).whiteBox()).hasMessageStartingWith("a defense needs gradients");
    }
}
