package dev.visor.defense.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.EyeglassFrame;
import dev.visor.accessory.Pose;
import dev.visor.accessory.ShapeFamily;
import dev.visor.accessory.Sticker;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Fills;
import dev.visor.defense.HardenedHead;
import dev.visor.defense.Occlusions;
import dev.visor.defense.Rejection;
import dev.visor.defense.mask.SaliencyMaskConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChainConfigTest {

    private static final DefenseConfig MASK = SaliencyMaskConfig.DEFAULT;
    private static final DefenseConfig DETECTOR = TamperDetector.Config.DEFAULT;
    private static final DefenseConfig CERTIFIED = CertifiedMasking.Config.GLASSES;
    private static final DefenseConfig REJECTION = Rejection.ARTICLE;
    private static final DefenseConfig HEAD = new HardenedHead.Config();

    @Test
    void theGuardedOneLooksForEveryFamilyButGlassesAndCertifiesAgainstThese() {
        assertThat(ChainConfig.GUARDED.names())
                .containsExactly("tamper detector", "certified masking", "hardened head");
        List<AccessoryFamily> families = new ArrayList<>();
        for (DefenseConfig config : ChainConfig.GUARDED.elements()) {
            if (config instanceof TamperDetector.Config detector) {
                families.addAll(detector.families());
                assertThat(detector.families()).doesNotContain(ShapeFamily.GLASSES);
                assertThat(detector.worn()).containsExactly(ShapeFamily.GLASSES);
            } else if (config instanceof CertifiedMasking.Config certified) {
                families.addAll(certified.families());
                assertThat(certified.families()).containsExactly(ShapeFamily.GLASSES);
            }
        }
        assertThat(families)
                .containsExactlyInAnyOrderElementsOf(ShapeFamily.presets().values());
        assertThat(ChainConfig.GUARDED.certifiesAgainst(EyeglassFrame.ROUND)).isTrue();
        assertThat(ChainConfig.GUARDED.certifiesAgainst(Sticker.FOREHEAD)).isFalse();
    }

    @Test
    void theRecommendedOneCertifiesAgainstEveryFamily() {
        assertThat(ChainConfig.RECOMMENDED.declared())
                .containsExactlyElementsOf(ShapeFamily.presets().values());
        assertThat(ChainConfig.RECOMMENDED.certifiesAgainst(Sticker.FOREHEAD)).isTrue();
        assertThat(ChainConfig.RECOMMENDED.passes()).isEqualTo(6);
        assertThat(ChainConfig.RECOMMENDED.falseAlarms()).isEmpty();
        assertThat(ChainConfig.RECOMMENDED.isCalibrated()).isTrue();
        assertThat(ChainConfig.RECOMMENDED.needsTuning()).isFalse();
    }

    @Test
    void answersAreCertifiedAgainstTheShapesOfADeclaredFamilyAlone() {
        ChainConfig chain = new ChainConfig(List.of(REJECTION, CERTIFIED));
        assertThat(chain.certifiesAgainst(EyeglassFrame.LARGE)).isTrue();
        assertThat(chain.certifiesAgainst(new EyeglassFrame(0.05, 0.44, 0.31, 0.16, 0.08, 0.5)))
                .isFalse();
        assertThat(chain.certifiesAgainst(ShapeFamily.GLASSES.member(0, new Pose(0.05, 0, 1, 0))))
                .isFalse();
        assertThat(new ChainConfig(List.of(MASK)).certifiesAgainst(EyeglassFrame.LARGE))
                .isFalse();
    }

    @Test
    void anotherRateReplacesTheOneThatThereIs() {
        FalseAlarmRate rate = new FalseAlarmRate(0.3);
        ChainConfig other = ChainConfig.GUARDED.withFalseAlarms(rate);
        assertThat(other.elements())
                .extracting(DefenseConfig::falseAlarms)
                .containsExactly(Optional.of(rate), Optional.of(rate), Optional.empty());
        assertThat(other.withFalseAlarms(FalseAlarmRate.DEFAULT)).isEqualTo(ChainConfig.GUARDED);
        ChainConfig uncalibrated = new ChainConfig(List.of(CERTIFIED));
        assertThat(uncalibrated.withFalseAlarms(rate)).isEqualTo(uncalibrated);
    }

    @Test
    void theStrictestRateDecidesHowManyFacesAreNeeded() {
        ChainConfig chain = new ChainConfig(List.of(
                DETECTOR.withFalseAlarms(new FalseAlarmRate(0.2)),
                new CertifiedMasking.Config(
                        CertifiedMasking.Config.GLASSES.families(),
                        CertifiedMasking.Config.GLASSES.cover(),
                        Fills.ZERO,
                        new FalseAlarmRate(0.05))));
        assertThat(chain.falseAlarms()).contains(new FalseAlarmRate(0.05));
        assertThat(new ChainConfig(List.of(MASK, REJECTION)).falseAlarms()).isEmpty();
    }

    @Test
    void hardenedHeadsAreTrainedWithoutWhatIsTakenAway() {
        Occlusions occlusions = Occlusions.DEFAULT;
        Occlusions others = occlusions.withFamilies(List.of(
                ShapeFamily.HAT_BAND, ShapeFamily.FOREHEAD_STICKER, ShapeFamily.CHEEK_STICKER, ShapeFamily.FACE_MASK));

        assertThat(ChainConfig.GUARDED.hardenedBy(occlusions)).containsExactly(others, occlusions);
        assertThat(new ChainConfig(List.of(DETECTOR, HEAD)).hardenedBy(occlusions))
                .containsExactly(occlusions);
        assertThat(new ChainConfig(List.of(CERTIFIED)).hardenedBy(occlusions)).isEmpty();
        assertThat(ChainConfig.NONE.hardenedBy(occlusions)).isEmpty();
        assertThat(ChainConfig.GUARDED.replacesRecognizer()).isTrue();
        assertThat(new ChainConfig(List.of(DETECTOR)).replacesRecognizer()).isFalse();
    }

    @Test
    void onlyTheTunedMaskNeedsAGridSearch() {
        assertThat(ChainConfig.TUNED.needsTuning()).isTrue();
        assertThat(ChainConfig.GUARDED.needsTuning()).isFalse();
        assertThat(ChainConfig.NONE.isEmpty()).isTrue();
        assertThat(ChainConfig.TUNED.isEmpty()).isFalse();
    }

    /** Each pass of each defense counts, the answer itself once. */
    @Test
    void aChainCostsWhatItsDefensesCost() {
        assertThat(ChainConfig.NONE.passes()).isEqualTo(1);
        assertThat(new ChainConfig(List.of(REJECTION)).passes()).isEqualTo(1);
        assertThat(new ChainConfig(List.of(MASK)).passes()).isEqualTo(MASK.passes());
        assertThat(new ChainConfig(List.of(DETECTOR, MASK)).passes()).isEqualTo(DETECTOR.passes() + MASK.passes() - 1);
    }

    private static List<List<DefenseConfig>> legalOrders() {
        return List.of(
                List.of(DETECTOR, CERTIFIED, HEAD),
                List.of(REJECTION, DETECTOR, MASK, HEAD),
                List.of(DETECTOR, MASK, REJECTION),
                List.of(MASK, MASK));
    }

    @ParameterizedTest
    @MethodSource("legalOrders")
    void acceptsWhatCanFollowOneAnother(List<DefenseConfig> chain) {
        assertThat(new ChainConfig(chain).elements()).isEqualTo(chain);
    }

    private static List<List<DefenseConfig>> needPicturesAsPresented() {
        return List.of(
                List.of(MASK, DETECTOR),
                List.of(MASK, CERTIFIED),
                List.of(MASK, REJECTION, CERTIFIED),
                List.of(CERTIFIED, DETECTOR),
                List.of(CERTIFIED, CERTIFIED));
    }

    @ParameterizedTest
    @MethodSource("needPicturesAsPresented")
    void refusesWhatWouldSeeChangedPictures(List<DefenseConfig> chain) {
        assertThatThrownBy(() -> new ChainConfig(chain))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("illegal order of defenses: " + chain.get(0).name() + " before "
                        + chain.get(chain.size() - 1).name() + ", which must see pictures as they were presented");
    }

    private static List<List<DefenseConfig>> mustComeFirst() {
        return List.of(
                List.of(HEAD, MASK), List.of(HEAD, REJECTION), List.of(HEAD, HEAD), List.of(CERTIFIED, REJECTION));
    }

    @ParameterizedTest
    @MethodSource("mustComeFirst")
    void refusesWhatWouldNeverBeAsked(List<DefenseConfig> chain) {
        assertThatThrownBy(() -> new ChainConfig(chain))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("illegal order of defenses: " + chain.get(0).name() + " before "
                        + chain.get(1).name() + ", which must come before it");
    }
}
