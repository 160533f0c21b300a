package dev.visor.accessory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.face.Alignment;
import dev.visor.face.Landmarks;
import java.util.List;
import org.junit.jupiter.api.Test;

class CombinedAccessoryTest {

    private static final Landmarks EYES = Alignment.DLIB.landmarks(150, 150);

    private static float[] coverage(Accessory accessory) {
        return accessory.wear(EYES, 150, 150).coverage();
    }

    @Test
    void coversWhatOneOfItsPartsCovers() {
        List<Accessory> parts = List.of(EyeglassFrame.DEFAULT, FaceMask.DEFAULT, Sticker.FOREHEAD);
        float[] all = coverage(new CombinedAccessory(parts));
        List<float[]> each = parts.stream().map(CombinedAccessoryTest::coverage).toList();
        for (int i = 0; i < all.length; i++) {
            int pixel = i;
            assertThat((double) all[i])
                    .isEqualTo(
                            each.stream().mapToDouble(own -> own[pixel]).max().orElseThrow());
        }
    }

    @Test
    void isFoldedWhereItsPartsAreAndTurnsAroundTheirMiddle() {
        CombinedAccessory both = new CombinedAccessory(List.of(FaceMask.DEFAULT, Sticker.LEFT_CHEEK));
        assertThat(both.foldLines()).isNotEmpty().isEqualTo(FaceMask.DEFAULT.foldLines());
        assertThat(both.name()).isEqualTo("face mask and sticker");
        assertThat(both.center().u())
                .isCloseTo(
                        (FaceMask.DEFAULT.center().u()
                                        + Sticker.LEFT_CHEEK.center().u())
                                / 2,
                        within(1e-12));
        assertThat(both.center().v())
                .isCloseTo(
                        (FaceMask.DEFAULT.center().v()
                                        + Sticker.LEFT_CHEEK.center().v())
                                / 2,
                        within(1e-12));
    }

    @Test
    void whatCannotBeCombinedIsRefused() {
        Accessory posed = new PosedAccessory(HatBand.DEFAULT, Pose.NEUTRAL);
        CombinedAccessory both = new CombinedAccessory(List.of(EyeglassFrame.DEFAULT, HatBand.DEFAULT));
        for (List<Accessory> wrong : List.<List<Accessory>>of(
                List.of(),
                List.of(HatBand.DEFAULT),
                List.of(HatBand.DEFAULT, posed),
                List.of(both, FaceMask.DEFAULT))) {
            assertThatThrownBy(() -> new CombinedAccessory(wrong))
                    .hasMessageStartingWith("illegal accessories: [")
                    .hasMessageEndingWith("], must be at least two, none of them combined or posed");
        }
        // The whole can be posed.
        assertThat(new PosedAccessory(both, Pose.NEUTRAL).accessory()).isEqualTo(both);
    }
}
