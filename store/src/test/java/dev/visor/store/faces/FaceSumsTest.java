package dev.visor.store.faces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.face.FaceSet;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.store.file.Sha256;
import dev.visor.store.file.Sha256Sums;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FaceSumsTest {

    @Test
    void everyEmbeddedFaceHasTheFingerprintOfItsPixels() {
        FaceSet johns = EmbeddedFaces.johns();
        Sha256Sums sums = FaceSums.of(johns);
        assertThat(sums.sums()).hasSize(55);
        assertThat(sums.sums().get("John_Shimkus/000378_02340151.jpg"))
                .as("the same picture under another name")
                .isEqualTo(sums.sums().get("John_Shimkus/000378_03227610.jpg"));
        assertThat(FaceSums.of(EmbeddedFaces.johns())).isEqualTo(sums);
    }

    @Test
    void aFingerprintIsTheSumOfThePictureAsPpm() {
        byte[] ppm = "P6\n2 1\n255\nabcdef".getBytes(StandardCharsets.US_ASCII);
        Image picture = Image.fromRgb8(2, 1, "abcdef".getBytes(StandardCharsets.US_ASCII));
        assertThat(FaceSums.of(picture)).isEqualTo(Sha256.of(ppm));
        assertThat(FaceSums.of(Image.of(2, 1, picture.values())))
                .as("the same values, kept as floats")
                .isEqualTo(Sha256.of(ppm));
    }

    @Test
    void aChangeBelowOneLevelOfEightBitsIsNoticed() {
        Image one = Image.filled(2, 2, new Color(0.5f, 0.5f, 0.5f));
        Image other = Image.filled(2, 2, new Color(0.5f, 0.5f, 0.5001f));
        assertThat(FaceSums.of(one)).isNotEqualTo(FaceSums.of(other));
        assertThat(FaceSums.of(one)).isNotEqualTo(FaceSums.of(Image.filled(1, 4, new Color(0.5f, 0.5f, 0.5f))));
    }
}
