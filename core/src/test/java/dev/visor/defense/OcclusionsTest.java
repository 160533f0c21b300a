package dev.visor.defense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.CoverConfig;
import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.RandomSystem;
import dev.visor.run.Seed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OcclusionsTest {

    private static final int SIZE = 112;
    private static final List<Face> FACES = faces();
    private static final Occlusions OCCLUSIONS = new Occlusions(
            List.of(AccessoryFamily.GLASSES, AccessoryFamily.FOREHEAD_STICKER), 2, 3, 0.4, Fill.ZERO, false);

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
    void everyFaceComesWithItsCopies() {
        List<Face> all = OCCLUSIONS.with(FACES, new Seed(3));
        assertThat(all.subList(0, 3)).isEqualTo(FACES);
        assertThat(all).hasSize(3 * 8);
        for (int i = 0; i < 3; i++) {
            Face face = FACES.get(i);
            List<Face> copies = all.subList(3 + 7 * i, 3 + 7 * (i + 1));
            assertThat(copies).extracting(Face::identity).containsOnly(face.identity());
            assertThat(copies).extracting(Face::id).startsWith(face.id() + "#1", face.id() + "#2");
            Mask glasses = AccessoryFamily.GLASSES
                    .cover(face.landmarks(), SIZE, SIZE, CoverConfig.UNION)
                    .get(0);
            assertThat(copies.get(0).image()).isEqualTo(Fill.ZERO.apply(face.image(), glasses));
            copies.forEach(copy -> assertThat(copy.image()).isNotEqualTo(face.image()));
            copies.subList(4, 7)
                    .forEach(copy -> assertThat(blackShare(copy.image())).isBetween(1e-5, 0.4 * 0.4 + 0.01));
        }
        assertThat(all).extracting(Face::id).doesNotHaveDuplicates();
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
    void copiesDependOnTheSeedAndTheirFaceAlone() {
        List<Face> all = OCCLUSIONS.with(FACES, new Seed(3));
        assertThat(OCCLUSIONS.with(FACES, new Seed(3))).isEqualTo(all);
        assertThat(OCCLUSIONS.with(FACES.subList(1, 2), new Seed(3)).subList(1, 8))
                .isEqualTo(all.subList(10, 17));
        assertThat(OCCLUSIONS.with(FACES, new Seed(4))).isNotEqualTo(all);
    }

    @Test
    void mirroredFacesComeWithCopiesToo() {
        Occlusions mirroring = new Occlusions(List.of(AccessoryFamily.GLASSES), 0, 1, 0.4, Fill.ZERO, true);
        List<Face> all = mirroring.with(FACES, new Seed(3));
        assertThat(all).hasSize(6 * 3);
        assertThat(all).extracting(Face::id).doesNotHaveDuplicates();
        for (int i = 0; i < 3; i++) {
            Face face = FACES.get(i);
            Face mirrored = all.get(3 + i);
            assertThat(mirrored.identity()).isEqualTo(face.identity());
            assertThat(mirrored.image()).isEqualTo(face.image().mirrored());
            Mask glasses = AccessoryFamily.GLASSES
                    .cover(face.landmarks(), SIZE, SIZE, CoverConfig.UNION)
                    .get(0);
            assertThat(all.get(6 + 2 * (3 + i)).image()).isEqualTo(Fill.ZERO.apply(mirrored.image(), glasses));
        }
    }

    @Test
    void refusesRangesThatAreNone() {
        assertThatThrownBy(() -> new Occlusions(List.of(), 1, 0, 0.5, Fill.ZERO, false))
                .hasMessage("illegal families: [], must be at least one to draw members from");
        assertThatThrownBy(() -> new Occlusions(List.of(), 0, 1, 1, Fill.ZERO, false))
                .hasMessage("illegal longest side of a rectangle: 1.0, must be in (0, 1)");
    }
}
