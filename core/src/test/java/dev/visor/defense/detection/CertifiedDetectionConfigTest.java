package dev.visor.defense.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.CombinedAccessory;
import dev.visor.accessory.CoverConfig;
import dev.visor.accessory.EyeglassFrame;
import dev.visor.accessory.FacePoint;
import dev.visor.accessory.Rectangle;
import dev.visor.accessory.ShapeFamily;
import dev.visor.accessory.Sticker;
import dev.visor.accessory.Tolerance;
import dev.visor.defense.CleanFaces;
import dev.visor.defense.Fills;
import dev.visor.defense.HardenedHead;
import dev.visor.defense.Occlusions;
import dev.visor.defense.chain.CertifiedMasking;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.defense.detection.CertifiedDetection.Disagreement;
import dev.visor.face.Alignment;
import dev.visor.face.FaceFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the settings of certified detection ask for, and what they refuse. */
class CertifiedDetectionConfigTest {

    @Test
    void theShareOfFalseMatchesNeedsAsManyPairs() {
        CertifiedDetectionConfig half = CertifiedDetectionConfig.ALL;
        assertThat(half.shortage(new CleanFaces(50, 4))).isEmpty();
        assertThat(half.shortage(new CleanFaces(49, 4)))
                .contains(
                        "there are 196 pairs of a clean face and another person for a share of false matches of 0.005,"
                                + " must be at least 199; false-matches: 0.0051 is the lowest share for 196; with false-matches: none"
                                + " only the most probable person is plausible under a mask");
        assertThat(half.shortage(new CleanFaces(0, 4)))
                .contains("there are 0 pairs of a clean face and another person for a share of false matches of 0.005,"
                        + " must be at least 199; with false-matches: none only the most probable person is plausible under a"
                        + " mask");
        assertThat(half.shortage(new CleanFaces(1, 0))).isEmpty();
        assertThat(config(List.of(ShapeFamily.GLASSES), 1, Disagreement.ALARM, 0)
                        .shortage(new CleanFaces(1, 1)))
                .isEmpty();
    }

    @Test
    void asksForAHeadForEachFamily() {
        assertThat(CertifiedDetectionConfig.ALL.hardenedBy(Occlusions.DEFAULT))
                .containsExactlyElementsOf(ShapeFamily.presets().values().stream()
                        .map(family -> Occlusions.under(family, Fills.TELEA, CertifiedDetectionConfig.ALL.families()))
                        .toList());
        CertifiedDetectionConfig plain = new CertifiedDetectionConfig(
                List.of(ShapeFamily.GLASSES),
                List.of(),
                CoverConfig.QUARTERS,
                Fills.MEAN,
                false,
                0,
                null,
                1,
                Disagreement.ALARM,
                0);
        assertThat(plain.hardenedBy(Occlusions.DEFAULT)).isEmpty();
        assertThat(plain.needsGradients()).isFalse();
        assertThat(plain.passes()).isEqualTo(4);
        assertThat(CertifiedDetectionConfig.ALL.passes()).isEqualTo(6);
    }

    private static CertifiedDetectionConfig config(
            List<AccessoryFamily> families, int atMost, Disagreement disagreement, double landmarkSpread) {
        return new CertifiedDetectionConfig(
                families,
                List.of(),
                CoverConfig.UNION,
                Fills.MEAN,
                true,
                0,
                null,
                atMost,
                disagreement,
                landmarkSpread);
    }

    @Test
    void twoAccessoriesAtOnceTakeAMaskAndAHeadForEachPair() {
        List<AccessoryFamily> five = List.copyOf(ShapeFamily.presets().values());
        CertifiedDetectionConfig two = config(five, 2, Disagreement.ALARM, 0);
        assertThat(two.passes()).isEqualTo(10);
        assertThat(two.hardenedBy(Occlusions.DEFAULT)).hasSize(10);
        assertThat(two.declared())
                .startsWith(five.toArray(AccessoryFamily[]::new))
                .hasSize(15);
        CombinedAccessory both = new CombinedAccessory(List.of(EyeglassFrame.DEFAULT, Sticker.LEFT_CHEEK));
        assertThat(two.certifiesAgainst(both)).isTrue();
        assertThat(two.certifiesAgainst(Sticker.LEFT_CHEEK)).isTrue();
        assertThat(config(five, 1, Disagreement.ALARM, 0).certifiesAgainst(both))
                .isFalse();
    }

    @Test
    void refusesMasksThatLeaveHardlyAnythingOfAFace() {
        FaceFormat format = new FaceFormat(Alignment.ARCFACE, 112, 112);
        CertifiedDetectionConfig.ALL.checkFits(format);
        AccessoryFamily all = new ShapeFamily(
                "all", List.of(new Rectangle(new FacePoint(0, 0.5), 1.5, 1.4, 0)), new Tolerance(0, 0, 0, 0));
        assertThatThrownBy(() -> config(List.of(all), 1, Disagreement.ALARM, 0).checkFits(format))
                .hasMessageMatching(
                        "a mask of all takes \\d+ % of the picture, must be at most 75 %, so that something of"
                                + " the face is left");
        assertThatThrownBy(
                        () -> config(List.of(ShapeFamily.FACE_MASK, ShapeFamily.GLASSES), 2, Disagreement.ALARM, 0.25)
                                .checkFits(format))
                .hasMessageContaining("a mask of face mask and glasses takes");
    }

    @Test
    void recoversByCertifiedDecisionsBehindIt() {
        CertifiedDetectionConfig recovering = config(List.of(ShapeFamily.GLASSES), 1, Disagreement.RECOVER, 0);
        assertThatThrownBy(() -> new ChainConfig(List.of(recovering, new HardenedHead.Config())))
                .hasMessageContaining("which must certify its decisions");
        assertThat(new ChainConfig(List.of(recovering, CertifiedMasking.Config.GLASSES, new HardenedHead.Config()))
                        .names())
                .hasSize(3);
        assertThatThrownBy(() -> new CertifiedDetectionConfig(
                        List.of(ShapeFamily.GLASSES),
                        List.of(),
                        CoverConfig.UNION,
                        Fills.MEAN,
                        false,
                        0,
                        null,
                        1,
                        Disagreement.RECOVER,
                        0))
                .hasMessageContaining("illegal disagreement: recover");
    }
}
