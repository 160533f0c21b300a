package dev.visor.store.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.ShapeFamily;
import dev.visor.defense.Fills;
import dev.visor.defense.Occlusions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the hardened heads of a run lie. */
class HardenedFolderTest {

    @TempDir
    Path dir;

    @Test
    void filesAreNamedByWhatTheFacesLacked() throws IOException {
        HardenedFolder folder = new HardenedFolder(dir);
        Occlusions others = Occlusions.DEFAULT.withFamilies(List.of(ShapeFamily.HAT_BAND, ShapeFamily.FACE_MASK));
        assertThat(folder.file(Occlusions.DEFAULT)).isEqualTo(dir.resolve("glasses.safetensors"));
        assertThat(folder.file(others)).isEqualTo(dir.resolve("hat-band+face-mask.safetensors"));
        assertThat(folder.file(new Occlusions(List.of(), 0, 1, 0.5, Fills.TELEA, false, true)))
                .isEqualTo(dir.resolve("rectangles.safetensors"));

        Path telea = folder.file(Occlusions.under(ShapeFamily.HAT_BAND, Fills.TELEA));
        assertThat(telea.getFileName().toString()).matches("under-hat-band-[0-9a-f]{8}\\.safetensors");
        assertThat(folder.file(Occlusions.under(ShapeFamily.HAT_BAND, Fills.MEAN)))
                .isNotEqualTo(telea);

        List<Occlusions> both = List.of(Occlusions.DEFAULT, others);
        assertThat(folder.has(both)).isFalse();
        Files.createFile(folder.file(others));
        assertThat(folder.has(both)).isFalse();
        Files.createFile(folder.file(Occlusions.DEFAULT));
        assertThat(folder.has(both)).isTrue();
    }
}
