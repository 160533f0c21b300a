package dev.visor.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTest {

    private static final int WIDTH = 32;
    private static final int HEIGHT = 24;
    private static final int PLANE = WIDTH * HEIGHT;

    /** All 256 levels, in a drawn order, row by row. */
    private static byte[] levels() {
        SplittableRandom random = new SplittableRandom(3);
        byte[] rgb = new byte[3 * PLANE];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i < 256 ? i : random.nextInt(256));
        }
        return rgb;
    }

    /** The same, by channel, in [0, 1]. */
    private static float[] values(byte[] rgb) {
        float[] values = new float[rgb.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (rgb[i % PLANE * 3 + i / PLANE] & 0xff) / 255f;
        }
        return values;
    }

    @Test
    void levelsAndFloatsAreOnePicture() {
        byte[] rgb = levels();
        float[] values = values(rgb);
        Image floats = Image.of(WIDTH, HEIGHT, values);
        for (Image image :
                new Image[] {Image.fromRgb8(WIDTH, HEIGHT, rgb), Image.quantized(WIDTH, HEIGHT, values), floats}) {
            assertThat(image).isEqualTo(floats).hasSameHashCodeAs(floats);
            assertThat(floats).isEqualTo(image);
            assertThat(image.values()).isEqualTo(values);
            assertThat(image.toRgb8()).isEqualTo(rgb);
            assertThat(image.mean()).isEqualTo(floats.mean());
            for (int i = 0; i < values.length; i++) {
                assertThat(image.value(i / PLANE, i % PLANE / WIDTH, i % WIDTH)).isEqualTo(values[i]);
            }
            float[] target = new float[values.length + 3];
            image.copyTo(target, 2);
            assertThat(target).startsWith(0, 0, values[0]).endsWith(values[values.length - 1], 0);
        }
    }

    @Test
    void oneLevelMakesAnotherPicture() {
        byte[] rgb = levels();
        Image before = Image.fromRgb8(WIDTH, HEIGHT, rgb);
        rgb[rgb.length - 1] ^= 1;
        Image after = Image.fromRgb8(WIDTH, HEIGHT, rgb);
        assertThat(after).isNotEqualTo(before).isNotEqualTo(Image.of(WIDTH, HEIGHT, before.values()));
        float[] between = before.values();
        between[7] += 0.001f;
        assertThat(Image.of(WIDTH, HEIGHT, between)).isNotEqualTo(before);
        assertThat(Image.fromRgb8(HEIGHT, WIDTH, levels())).isNotEqualTo(before);
    }

    @Test
    void aFilledPictureIsThatOfItsLevels() {
        Image filled = Image.filled(3, 2, Color.rgb8(255, 128, 1));
        byte[] rgb = new byte[18];
        for (int i = 0; i < 6; i++) {
            rgb[3 * i] = (byte) 255;
            rgb[3 * i + 1] = (byte) 128;
            rgb[3 * i + 2] = 1;
        }
        assertThat(Image.fromRgb8(3, 2, rgb)).isEqualTo(filled).hasSameHashCodeAs(filled);
        assertThat(filled.toRgb8()).isEqualTo(rgb);
        assertThat(filled.mean()).isEqualTo(Color.rgb8(255, 128, 1));
    }

    @Test
    void quantizingRoundsAndCuts() {
        float[] values = {-3, 0.4f / 255, 0.6f / 255, 127.4f / 255, 254.6f / 255, 9};
        Image image = Image.quantized(2, 1, values);
        assertThat(image.values()).containsExactly(0, 0, 1 / 255f, 127 / 255f, 1, 1);
        assertThat(Image.quantized(2, 1, image.values())).isEqualTo(image);
    }

    @Test
    void valuesBetweenTheLevelsAreKept() {
        float[] values = {0.001f, 0.5f, 0.9999f, 0.25f, 0.75f, 1};
        Image image = Image.of(2, 1, values);
        assertThat(image.values()).isEqualTo(values);
        assertThat(image.toRgb8()).containsExactly(0, 255, 191, 128, 64, 255);
        assertThat(image).isNotEqualTo(Image.quantized(2, 1, values));
    }

    @Test
    void arraysAreCopiedOnTheWayInAndOut() {
        byte[] rgb = levels();
        float[] values = values(rgb);
        Image eightBit = Image.fromRgb8(WIDTH, HEIGHT, rgb);
        Image floats = Image.of(WIDTH, HEIGHT, values);
        for (Image image : new Image[] {eightBit, floats}) {
            rgb[0] ^= 1;
            values[0] = 0.5f;
            image.values()[0] = 0.5f;
            image.toRgb8()[0] = 1;
            assertThat(image.toRgb8()).isEqualTo(levels());
            assertThat(image.values()).isEqualTo(values(levels()));
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {-0.01f, 1.01f, Float.NaN, Float.NEGATIVE_INFINITY})
    void refusesValuesOutOfRange(float value) {
        assertThatThrownBy(() -> Image.of(1, 1, new float[] {0, value, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("illegal pixel value: " + value + ", must be in [0, 1]");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY})
    void cannotRoundWhatIsNotFinite(float value) {
        assertThatThrownBy(() -> Image.quantized(1, 1, new float[] {0, value, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("illegal pixel value: " + value + ", must be finite");
    }

    @Test
    void refusesOtherSizes() {
        assertThatThrownBy(() -> Image.fromRgb8(2, 1, new byte[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("illegal number of bytes: 5, must be 6 for 2x1");
        assertThatThrownBy(() -> Image.quantized(2, 1, new float[7]))
                .hasMessage("illegal number of values: 7, must be 6 for 2x1");
        assertThatThrownBy(() -> Image.fromRgb8(0, 1, new byte[0]))
                .hasMessage("illegal image size: 0x1, must be at least 1x1");
    }

    @Test
    void aMirroredPictureHasItsColumnsInReverse() {
        Image image =
                Image.quantized(3, 2, new float[] {0, 0.2f, 0.4f, 0.6f, 0.8f, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1});
        Image mirrored = image.mirrored();
        for (int i = 0; i < 18; i++) {
            assertThat(mirrored.value(i / 6, i / 3 % 2, i % 3)).isEqualTo(image.value(i / 6, i / 3 % 2, 2 - i % 3));
        }
        assertThat(mirrored).isNotEqualTo(image);
        assertThat(mirrored.mirrored()).isEqualTo(image);
    }

    @Test
    void aPartHasThePixelsOfItsPlace() {
        Image image =
                Image.quantized(3, 2, new float[] {0, 0.2f, 0.4f, 0.6f, 0.8f, 1, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1});
        Image part = image.crop(1, 1, 2, 1);
        assertThat(part.width()).isEqualTo(2);
        assertThat(part.height()).isEqualTo(1);
        for (int i = 0; i < 6; i++) {
            assertThat(part.value(i / 2, 0, i % 2)).isEqualTo(image.value(i / 2, 1, 1 + i % 2));
        }
        assertThat(image.crop(0, 0, 3, 2)).isEqualTo(image);
    }

    @Test
    void refusesAPartBeyondThePicture() {
        Image image = Image.filled(3, 2, new Color(0, 0, 0));
        assertThatThrownBy(() -> image.crop(2, 0, 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("illegal part: 2x1 at 2,0, must be within 3x2");
        assertThatThrownBy(() -> image.crop(0, -1, 1, 1)).hasMessageContaining("illegal part");
        assertThatThrownBy(() -> image.crop(0, 0, Integer.MIN_VALUE, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> image.crop(0, 0, 0, 1)).hasMessage("illegal image size: 0x1, must be at least 1x1");
    }
}
