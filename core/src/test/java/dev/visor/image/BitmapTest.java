package dev.visor.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BitmapTest {

    private static final int WIDTH = 7;
    private static final int HEIGHT = 5;

    private final byte[] rgb = PictureFiles.noise(WIDTH, HEIGHT, 17).toRgb8();

    @ParameterizedTest(name = "{0} bits, masks {1} {2} {3}")
    @CsvSource({
        "16, f800, 7e0, 1f",
        "16, 7c00, 3e0, 1f",
        "16, 1f, 7e0, f800",
        "16, f00, f0, f",
        "32, ff0000, ff00, ff",
        "32, ff000000, ff0000, ff00",
        "32, ff, ff00, ff0000",
        "32, 3ff00000, ffc00, 3ff",
        "32, 7, 10, ffff0000"
    })
    void honorsChannelMasksInEveryHeader(int bits, String red, String green, String blue) {
        long[] masks = {Long.parseLong(red, 16), Long.parseLong(green, 16), Long.parseLong(blue, 16)};
        for (int header : new int[] {40, 52, 56, 108, 124}) {
            for (boolean fromTop : new boolean[] {false, true}) {
                Image image = PictureCodec.decode(masked(bits, masks, header, 3, fromTop), "masked");
                assertThat(image.toRgb8()).isEqualTo(quantized(masks));
            }
        }
        if (bits == 32) {
            byte[] withAlpha = masked(bits, masks, 56, 6, false);
            assertThat(PictureCodec.decode(withAlpha, "alpha").toRgb8()).isEqualTo(quantized(masks));
        }
    }

    @Test
    void knowsTheMasksOfABitmapWithoutAny() {
        long[] of16 = {0x7c00, 0x3e0, 0x1f};
        long[] of32 = {0xff0000, 0xff00, 0xff};
        assertThat(PictureCodec.decode(masked(16, of16, 40, 0, false), "16").toRgb8())
                .isEqualTo(quantized(of16));
        assertThat(PictureCodec.decode(masked(32, of32, 40, 0, false), "32").toRgb8())
                .isEqualTo(rgb);
    }

    @Test
    void refusesMasksThatMeanNothing() {
        assertBad(
                masked(16, new long[] {0xf800, 0xfe0, 0x1f}, 40, 3, false),
                "whose channel masks overlap: 0xf800, 0xfe0");
        assertBad(
                masked(16, new long[] {0xf800, 0x7e0, 0}, 40, 3, false), "with the channel mask 0x0, must be 1 to 16");
        assertBad(masked(16, new long[] {0xf800, 0x5a0, 0x1f}, 40, 3, false), "with the channel mask 0x5a0, must be");
        assertBad(
                masked(16, new long[] {0xf0000, 0x7e0, 0x1f}, 40, 3, false),
                "0xf0000, must be 1 to 16 bits side by side");
    }

    @Test
    void refusesKindsThatItDoesNotKnow() {
        byte[] jpegInside = masked(32, new long[] {0xff0000, 0xff00, 0xff}, 40, 4, false);
        assertBad(jpegInside, "is a BMP of 32 bits with compression 4, must be");
        byte[] header = jpegInside.clone();
        header[14] = 41;
        assertBad(header, "is a BMP with a header of 41 bytes, must be one of [12, 40, 52, 56, 64, 108, 124]");
    }

    @Test
    void readsRunLengths() {
        byte[] literal = {4, 1, 0, 3, 2, 0, 3, 0, 0, 0, 7, 3, 0, 1};
        assertThat(PictureCodec.decode(runs(8, 1, 7, 2, literal), "8").toRgb8())
                .isEqualTo(gray(3, 3, 3, 3, 3, 3, 3, 1, 1, 1, 1, 2, 0, 3));
        byte[] nibbles = {4, 0x12, 0, 3, 0x20, 0x30, 0, 0, 7, 0x33, 0, 0, 0, 1};
        assertThat(PictureCodec.decode(runs(4, 2, 7, 2, nibbles), "4").toRgb8())
                .isEqualTo(gray(3, 3, 3, 3, 3, 3, 3, 1, 2, 1, 2, 2, 0, 3));
    }

    @Test
    void refusesRunLengthsThatLeavePixelsOut() {
        assertBad(runs(8, 1, 7, 2, new byte[] {7, 1, 0, 1}), "its run lengths leave pixels out in row 0");
        assertBad(runs(8, 1, 7, 2, new byte[] {6, 1, 0, 0, 7, 1, 0, 1}), "leave pixels out in row 0");
        assertBad(runs(8, 1, 7, 2, new byte[] {7, 1, 0, 0, 0, 2, 1, 0, 6, 1, 0, 1}), "leave pixels out in row 1");
        assertBad(runs(8, 1, 7, 2, new byte[] {8, 1, 0, 0, 7, 1, 0, 1}), "go beyond the end of row 0");
        assertBad(runs(8, 1, 7, 2, new byte[] {7, 1, 0, 0, 7, 1}), "is cut off after");
        assertBad(runs(8, 1, 7, 2, new byte[] {7, 1, 0, 0, 7, 9, 0, 1}), "a pixel has the color 9 of a palette of 4");
    }

    private byte[] masked(int bits, long[] masks, int header, int compression, boolean fromTop) {
        int rowBytes = (WIDTH * bits + 31) / 32 * 4;
        int pixels = 14 + Math.max(header, compression == 3 ? 52 : header);
        ByteBuffer file = ByteBuffer.allocate(pixels + rowBytes * HEIGHT).order(ByteOrder.LITTLE_ENDIAN);
        header(file, pixels, header, WIDTH, fromTop ? -HEIGHT : HEIGHT, bits, compression);
        if (compression != 0) {
            for (long mask : masks) {
                file.putInt((int) mask);
            }
        }
        for (int y = 0; y < HEIGHT; y++) {
            file.position(pixels + (fromTop ? y : HEIGHT - 1 - y) * rowBytes);
            for (int x = 0; x < WIDTH; x++) {
                long pixel = 0;
                for (int c = 0; c < 3; c++) {
                    pixel |= level(masks[c], y, x, c) << Long.numberOfTrailingZeros(masks[c]);
                }
                if (bits == 16) {
                    file.putShort((short) pixel);
                } else {
                    file.putInt((int) pixel);
                }
            }
        }
        return file.array();
    }

    private static void header(
            ByteBuffer file, int pixels, int header, int width, int height, int bits, int compression) {
        file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(pixels);
        file.putInt(header).putInt(width).putInt(height).putShort((short) 1).putShort((short) bits);
        file.putInt(compression).position(54);
    }

    private static byte[] runs(int bits, int compression, int width, int height, byte[] packed) {
        ByteBuffer file = ByteBuffer.allocate(54 + 16 + packed.length).order(ByteOrder.LITTLE_ENDIAN);
        header(file, 70, 40, width, height, bits, compression);
        file.putInt(46, 4);
        for (int color = 0; color < 4; color++) {
            file.putInt(0x404040 * color);
        }
        return file.put(packed).array();
    }

    private static byte[] gray(int... colors) {
        byte[] rgb = new byte[3 * colors.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (0x40 * colors[i / 3]);
        }
        return rgb;
    }

    private long level(long mask, int y, int x, int channel) {
        long largest = mask >> Long.numberOfTrailingZeros(mask);
        return Math.round((rgb[3 * (y * WIDTH + x) + channel] & 0xff) * largest / 255.0);
    }

    private byte[] quantized(long[] masks) {
        byte[] expected = new byte[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            long largest = masks[i % 3] >> Long.numberOfTrailingZeros(masks[i % 3]);
            expected[i] = (byte) Math.round(level(masks[i % 3], i / 3 / WIDTH, i / 3 % WIDTH, i % 3) * 255.0 / largest);
        }
        return expected;
    }

    private static void assertBad(byte[] file, String reason) {
        assertThatThrownBy(() -> PictureCodec.decode(file, "bad"))
                .isInstanceOf(PictureException.class)
                .hasMessageContaining(reason);
    }
}
