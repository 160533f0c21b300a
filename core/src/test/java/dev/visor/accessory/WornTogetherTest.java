package dev.visor.accessory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.face.Alignment;
import dev.visor.face.Landmarks;
import dev.visor.image.Mask;
import dev.visor.run.Seed;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WornTogetherTest {

    private static final Landmarks EYES = Alignment.ARCFACE.landmarks(112, 112);
    private static final List<AccessoryFamily> FAMILIES =
            List.of(ShapeFamily.GLASSES, ShapeFamily.FOREHEAD_STICKER, ShapeFamily.FACE_MASK);

    private static List<Mask> cover(AccessoryFamily family, CoverConfig config) {
        return family.cover(EYES, 112, 112, config);
    }

    @Test
    void aMaskHidesMembersOfAllFamiliesAtOnce() {
        WornTogether both = new WornTogether(List.of(ShapeFamily.GLASSES, ShapeFamily.FACE_MASK));
        SplittableRandom random = new Seed(1).derive("members").random();
        for (CoverConfig config : List.of(CoverConfig.UNION, CoverConfig.QUARTERS)) {
            List<Mask> masks = cover(both, config);
            assertThat(masks).hasSize(both.masks(config));
            for (int i = 0; i < 100; i++) {
                Mask glasses = ShapeFamily.GLASSES.draw(random, EYES, 112, 112).region();
                Mask mask = ShapeFamily.FACE_MASK.draw(random, EYES, 112, 112).region();
                Mask region = glasses.union(mask);
                assertThat(masks).anyMatch(one -> one.union(region).equals(one));
            }
        }
        Mask drawn = both.draw(random, EYES, 112, 112).region();
        assertThat(drawn.area())
                .isGreaterThan(cover(ShapeFamily.GLASSES, CoverConfig.UNION)
                        .get(0)
                        .intersection(drawn)
                        .area());
        assertThat(both.name()).isEqualTo("glasses and face mask");
        assertThat(both.includes(EyeglassFrame.DEFAULT)).isTrue();
        assertThat(both.includes(HatBand.DEFAULT)).isFalse();
        assertThat(both.leastShift()).isEqualTo(0.06);
    }

    @Test
    void includesWhatIsCombinedOfOneMemberOfEachFamily() {
        WornTogether both = new WornTogether(List.of(ShapeFamily.GLASSES, ShapeFamily.FACE_MASK));
        assertThat(both.includes(combined(FaceMask.DEFAULT, EyeglassFrame.ROUND)))
                .isTrue();
        assertThat(both.includes(combined(EyeglassFrame.DEFAULT, EyeglassFrame.ROUND)))
                .isFalse();
        assertThat(both.includes(combined(EyeglassFrame.DEFAULT, HatBand.DEFAULT)))
                .isFalse();
        assertThat(both.includes(combined(EyeglassFrame.DEFAULT, FaceMask.DEFAULT, HatBand.DEFAULT)))
                .isFalse();
        // Which of the families the first part belongs to is known only by the second.
        ShapeFamily any = new ShapeFamily(
                "any", List.of(EyeglassFrame.DEFAULT, FaceMask.DEFAULT), ShapeFamily.GLASSES.tolerance());
        assertThat(new WornTogether(List.of(any, ShapeFamily.GLASSES))
                        .includes(combined(EyeglassFrame.DEFAULT, FaceMask.DEFAULT)))
                .isTrue();
        assertThat(ShapeFamily.GLASSES.includes(combined(EyeglassFrame.DEFAULT, HatBand.DEFAULT)))
                .isFalse();
    }

    private static CombinedAccessory combined(Accessory... accessories) {
        return new CombinedAccessory(List.of(accessories));
    }

    @Test
    void pairsHideAnyTwoMembers() {
        assertThat(WornTogether.pairs(FAMILIES, CoverConfig.UNION))
                .extracting(AccessoryFamily::name)
                .containsExactly(
                        "glasses and forehead sticker", "glasses and face mask", "forehead sticker and face mask");
        // With several masks for a family, two of its members may lie under two of them.
        assertThat(WornTogether.pairs(FAMILIES, CoverConfig.QUARTERS)).hasSize(6);
        AccessoryFamily alone =
                WornTogether.pairs(FAMILIES.subList(0, 1), CoverConfig.QUARTERS).get(0);
        List<Mask> quarters = cover(ShapeFamily.GLASSES, CoverConfig.QUARTERS);
        assertThat(cover(alone, CoverConfig.QUARTERS))
                .contains(quarters.get(0), quarters.get(0).union(quarters.get(3)));
        assertThat(WornTogether.pairs(FAMILIES.subList(0, 1), CoverConfig.UNION))
                .isEqualTo(FAMILIES.subList(0, 1));
    }

    @Test
    void needsTwoFamilies() {
        assertThatThrownBy(() -> new WornTogether(FAMILIES.subList(0, 1)))
                .hasMessage("illegal families: [glasses], must be at least two");
    }
}
