package dev.visor.network.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.face.Alignment;
import dev.visor.face.Landmarks;
import dev.visor.face.Point;
import dev.visor.image.Image;
import dev.visor.torch.internal.Tensors;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DlibInputTest {

    private static final int SIZE = 150;
    private static final float[] MEAN = {122.782f, 117.001f, 104.298f};

    @Test
    void aChipIsCenteredAndDividedBy256() {
        Image white = Image.fromRgb8(SIZE, SIZE, filled((byte) 255));
        float[] chip = chip(white, Alignment.DLIB);
        assertThat(chip).hasSize(3 * SIZE * SIZE);
        for (int i = 0; i < chip.length; i++) {
            assertThat(chip[i]).isCloseTo((255 - MEAN[i / (SIZE * SIZE)]) / 256, within(1e-6f));
        }
    }

    private static byte[] filled(byte value) {
        byte[] bytes = new byte[3 * SIZE * SIZE];
        Arrays.fill(bytes, value);
        return bytes;
    }

    /** On a ramp, sampling and averaging are exact, so a color shows where in the picture it comes from. */
    @ParameterizedTest
    @CsvSource({
        "0.40,0.42,0.60,0.42,300,280",
        "0.40,0.42,0.60,0.47,300,280",
        "0.35,0.45,0.62,0.40,400,400",
        "0.30,0.40,0.66,0.36,640,500",
        "0.36,0.40,0.62,0.36,90,110"
    })
    void theEyesComeToLieWhereDlibsAre(
            double leftX, double leftY, double rightX, double rightY, int width, int height) {
        Alignment alignment = new Alignment("own", leftX, leftY, rightX, rightY);
        float[] values = new float[3 * width * height];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                values[row * width + column] = (float) column / width;
                values[width * height + row * width + column] = (float) row / height;
            }
        }
        float[] chip = chip(Image.of(width, height, values), alignment);
        Landmarks eyes = alignment.landmarks(width, height);
        Landmarks dlib = Alignment.DLIB.landmarks(SIZE, SIZE);
        assertComesFrom(chip, dlib.leftEye(), eyes.leftEye(), width, height);
        assertComesFrom(chip, dlib.rightEye(), eyes.rightEye(), width, height);
    }

    private static void assertComesFrom(float[] chip, Point inChip, Point inPicture, int width, int height) {
        double red = (between(chip, 0, inChip) * 256 + MEAN[0]) / 255;
        double green = (between(chip, 1, inChip) * 256 + MEAN[1]) / 255;
        assertThat(red * width).isCloseTo(inPicture.x(), within(0.01));
        assertThat(green * height).isCloseTo(inPicture.y(), within(0.01));
    }

    private static double between(float[] chip, int channel, Point point) {
        int column = (int) point.x();
        int row = (int) point.y();
        double x = point.x() - column;
        double y = point.y() - row;
        int i = (channel * SIZE + row) * SIZE + column;
        return (1 - y) * ((1 - x) * chip[i] + x * chip[i + 1])
                + y * ((1 - x) * chip[i + SIZE] + x * chip[i + SIZE + 1]);
    }

    @ParameterizedTest
    @ValueSource(ints = {450, 900})
    void everyPixelOfALargePictureCounts(int size) {
        byte[] rgb = new byte[3 * size * size];
        for (int i = 0; i < size * size; i++) {
            boolean bright = (i / size + i % size) % 3 == 0;
            rgb[3 * i] = (byte) (bright ? 255 : 0);
        }
        float[] chip = chip(Image.fromRgb8(size, size, rgb), Alignment.DLIB);
        for (int row = 10; row < SIZE - 10; row++) {
            for (int column = 10; column < SIZE - 10; column++) {
                assertThat(chip[row * SIZE + column]).isCloseTo((255 / 3f - MEAN[0]) / 256, within(1e-3f));
            }
        }
    }

    private static float[] chip(Image image, Alignment alignment) {
        try (PointerScope scope = new PointerScope();
                DlibInput input = new DlibInput(alignment, image.width(), image.height())) {
            return Tensors.toArray(input.forward(Tensors.ofImages(List.of(image)), Tape.none()));
        }
    }
}
