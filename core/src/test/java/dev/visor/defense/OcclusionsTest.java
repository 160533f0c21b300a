package dev.visor.defense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.CoverConfig;
import dev.visor.accessory.ShapeFamily;
import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.training.FaceViews;
import dev.visor.run.Seed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OcclusionsTest {

    private static final int SIZE = 112;
    private static final List<Face> FACES = faces();
    private static final Occlusions OCCLUSIONS = new Occlusions(
            List.of(ShapeFamily.GLASSES, ShapeFamily.FOREHEAD_STICKER), 2, 3, 0.4, Fills.ZERO, false, true);

    private static List<Face> faces() {
        List<Face> faces = new ArrayList<>();
        for (Image image : RandomSystem.pictures(6, 3, SIZE, SIZE)) {
            faces.add(new Face(
                    "face " + faces.size(),
                    RandomSystem.PEOPLE.get(faces.size()),
                    image,
                    Alignment.ARCFACE.landmarks(SIZE, SIZE)));
        }
        return faces;
    }

    @Test
    void everyFaceIsSeenAsItIsAndOccluded() {
        FaceViews views = OCCLUSIONS.views(FACES.get(0), new Seed(3));
        for (Face face : FACES) {
            List<Image> seen = views.of(face);
            assertThat(seen).hasSize(8).doesNotHaveDuplicates();
            assertThat(seen.get(0)).isEqualTo(face.image());
            assertThat(seen.get(1)).isEqualTo(Fills.ZERO.apply(face.image(), glasses(face)));
            seen.subList(5, 8).forEach(view -> assertThat(blackShare(view)).isBetween(1e-5, 0.4 * 0.4 + 0.01));
        }
    }

    private static Mask glasses(Face face) {
        return ShapeFamily.GLASSES
                .cover(face.landmarks(), SIZE, SIZE, CoverConfig.UNION)
                .get(0);
    }

    @Test
    void mirroredFacesAreOccludedToo() {
        Face face = FACES.get(0);
        List<Image> seen = new Occlusions(List.of(ShapeFamily.GLASSES), 0, 1, 0.4, Fills.ZERO, true, true)
                .views(face, new Seed(3))
                .of(face);
        Image mirrored = face.image().mirrored();
        assertThat(seen).hasSize(6);
        assertThat(seen.subList(0, 3))
                .containsExactly(face.image(), mirrored, Fills.ZERO.apply(face.image(), glasses(face)));
        assertThat(seen.get(4)).isEqualTo(Fills.ZERO.apply(mirrored, glasses(face)));
    }

    /** Each occluded copy has four further ones, with something in a plain color beside the mask. */
    @Test
    void whatHonestPeopleWearIsSeenBesideTheMask() {
        Face face = FACES.get(0);
        List<AccessoryFamily> families = List.of(ShapeFamily.GLASSES, ShapeFamily.HAT_BAND);
        Occlusions dressed = Occlusions.under(ShapeFamily.GLASSES, Fills.ZERO, families);
        assertThat(dressed.worn()).containsExactly(ShapeFamily.HAT_BAND);
        List<Image> seen = dressed.views(face, new Seed(3)).of(face);
        List<Image> plain = Occlusions.under(ShapeFamily.GLASSES, Fills.ZERO)
                .views(face, new Seed(3))
                .of(face);
        assertThat(seen).hasSize(10).hasSize(dressed.copies());
        assertThat(List.of(seen.get(0), seen.get(5))).isEqualTo(plain);
        for (int copy : List.of(1, 2, 3, 4, 6, 7, 8, 9)) {
            assertChangedByHat(seen.get(copy), seen.get(copy - copy % 5));
        }
        assertThat(Occlusions.under(ShapeFamily.GLASSES, Fills.ZERO, List.of(ShapeFamily.GLASSES)))
                .isEqualTo(Occlusions.under(ShapeFamily.GLASSES, Fills.ZERO));
    }

    /** A sticker on the cheek lies under the mask for face masks, so there is nothing to learn from it. */
    @Test
    void whatHidesMoreBesideTheMaskIsWornMoreOften() {
        Occlusions dressed = Occlusions.under(
                ShapeFamily.FACE_MASK, Fills.ZERO, List.of(ShapeFamily.CHEEK_STICKER, ShapeFamily.HAT_BAND));
        for (Face face : FACES) {
            List<Image> seen = dressed.views(face, new Seed(3)).of(face);
            for (int copy = 1; copy < 5; copy++) {
                assertChangedByHat(seen.get(copy), seen.get(0));
            }
        }
    }

    private static void assertChangedByHat(Image dressed, Image bare) {
        Mask hat = ShapeFamily.HAT_BAND
                .cover(FACES.get(0).landmarks(), SIZE, SIZE, CoverConfig.UNION)
                .get(0);
        int changed = 0;
        float[] worn = dressed.values();
        float[] without = bare.values();
        for (int i = 0; i < worn.length; i++) {
            if (worn[i] != without[i]) {
                assertThat(hat.contains(i % (SIZE * SIZE))).isTrue();
                changed++;
            }
        }
        assertThat(changed).isPositive();
    }

    @Test
    void aHeadForOneMaskSeesNoWholeFace() {
        Face face = FACES.get(0);
        List<Image> seen = Occlusions.under(ShapeFamily.GLASSES, Fills.ZERO)
                .views(face, new Seed(3))
                .of(face);
        assertThat(seen)
                .containsExactly(
                        Fills.ZERO.apply(face.image(), glasses(face)),
                        Fills.ZERO.apply(face.image().mirrored(), glasses(face)));
        assertThatThrownBy(() -> new Occlusions(List.of(), 0, 1, 0.5, Fills.ZERO, false, false))
                .hasMessage("illegal families: [], must be at least one if no face is clean");
    }

    private static double blackShare(Image image) {
        int black = 0;
        for (int i = 0; i < SIZE * SIZE; i++) {
            black += image.value(0, i / SIZE, i % SIZE) == 0
                            && image.value(1, i / SIZE, i % SIZE) == 0
                            && image.value(2, i / SIZE, i % SIZE) == 0
                    ? 1
                    : 0;
        }
        return (double) black / (SIZE * SIZE);
    }

    @Test
    void whatIsSeenDependsOnTheSeedAndTheFaceAlone() {
        List<Image> seen = OCCLUSIONS.views(FACES.get(0), new Seed(3)).of(FACES.get(1));
        assertThat(OCCLUSIONS.views(FACES.get(2), new Seed(3)).of(FACES.get(1))).isEqualTo(seen);
        assertThat(OCCLUSIONS.views(FACES.get(0), new Seed(4)).of(FACES.get(1))).isNotEqualTo(seen);
        Face other = new Face(
                "another",
                RandomSystem.PEOPLE.get(0),
                FACES.get(1).image(),
                FACES.get(1).landmarks());
        assertThat(OCCLUSIONS.views(FACES.get(0), new Seed(3)).of(other)).isNotEqualTo(seen);
    }

    @Test
    void refusesRangesThatAreNone() {
        assertThatThrownBy(() -> new Occlusions(List.of(), 1, 0, 0.5, Fills.ZERO, false, true))
                .hasMessage("illegal families: [], must be at least one to draw members from");
        assertThatThrownBy(() -> new Occlusions(List.of(), 0, 1, 1, Fills.ZERO, false, true))
                .hasMessage("illegal largest: 1.0, must be in (0, 1)");
    }
}
