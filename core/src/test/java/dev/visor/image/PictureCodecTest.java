package dev.visor.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureCodecTest {

    /** 4x2 pixels (60x, 200y, 7x + 3), written by another program. */
    private static final String LOSSLESS_WEBP =
            "UklGRjgAAABXRUJQVlA4TCsAAAAvA0AAAD8gFkyGlf8V4vAoaNuGxenb5j/IwRf4Bl8AgQAZa3FgyoGI/ocTAA==";

    /** The same with an EXIF orientation of 6: to be turned clockwise. */
    private static final String TURNED_WEBP =
            "UklGRmwAAABXRUJQVlA4WAoAAAAIAAAAAwAAAQAAVlA4TCsAAAAvA0AAAD8gFkyGlf8V4vAoaNuGxenb5j/IwRf4Bl8AgQAZa3FgyoGI"
                    + "/ocTAEVYSUYaAAAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAA=";

    private static final String TURNED_PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAIAAADwyuo0AAAAGmVYSWZNTQAqAAAACAABARIAAwAAAAEABgAAAAAAANZnS2kAAAAWSURBVHic"
                    + "Y2RgYLZhYIcgFoYTDHAAABgGAZrnpmR0AAAAAElFTkSuQmCC";

    /** 16x8 pixels of (200, 30, 90). */
    private static final String LOSSY_WEBP =
            "UklGRjQAAABXRUJQVlA4ICgAAABQAQCdASoQAAgAAMASJaAABDOAAP73xCP//s8v//s8v//s8v/s2AAA";

    /** 16x16 pixels without cyan and black, magenta and yellow full: red. */
    private static final String CMYK_JPEG =
            "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwACAQEBAQECAQEBAgICAgIEAwICAgIFBAQDBAYFBgYGBQY"
                    + "GBgcJCAYHCQcGBggLCAkKCgoKCgYICwwLCgwJCgoK/8AAFAgAEAAQBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgM"
                    + "EBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCk"
                    + "qNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8T"
                    + "FxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwD9/K/n/r+f+v38oooooooooooor//Z";

    @ParameterizedTest(name = "{0}x{1}")
    @CsvSource({"1,1", "7,5", "150,150", "112,112", "3,200"})
    void keepsEveryValueOfAn8BitImage(int width, int height) {
        Image image = PictureFiles.noise(width, height, 31L * width + height);
        assertThat(PictureCodec.decode(PictureCodec.encodePng(image), "noise")).isEqualTo(image);
    }

    @Test
    void writesTheSameBytesForTheSameImage() {
        Image image = PictureFiles.noise(40, 30, 5);
        assertThat(PictureCodec.encodePng(image)).isEqualTo(PictureCodec.encodePng(image));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "jpg"})
    void readsWhatAnotherProgramWrote(String format) throws IOException {
        BufferedImage picture = PictureFiles.gradient(64, 48, BufferedImage.TYPE_3BYTE_BGR);
        Image image = PictureCodec.decode(PictureFiles.write(picture, format), "x");
        assertSame(image, picture, format.equals("jpg") ? 12 : 0);
    }

    @Test
    void ignoresTransparency() throws IOException {
        BufferedImage picture = PictureFiles.gradient(9, 8, BufferedImage.TYPE_INT_ARGB);
        for (int x = 0; x < 9; x++) {
            picture.setRGB(x, 3, picture.getRGB(x, 3) & 0x00ffffff | 0x40000000);
        }
        assertSame(PictureCodec.decode(PictureFiles.write(picture, "png"), "x"), picture, 0);
    }

    @Test
    void readsGrayPalettesAndBits() throws IOException {
        for (int type :
                new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_BYTE_BINARY
                }) {
            BufferedImage picture = PictureFiles.gradient(33, 17, type);
            Image image = PictureCodec.decode(PictureFiles.write(picture, "png"), "x");
            if (type == BufferedImage.TYPE_BYTE_GRAY) {
                int gray = picture.getRaster().getSample(20, 9, 0);
                assertThat(image.toRgb8()[3 * (9 * 33 + 20)] & 0xff).isEqualTo(gray);
                assertThat(image.value(0, 9, 20)).isEqualTo(image.value(2, 9, 20));
            } else {
                assertSame(image, picture, 0);
            }
        }
    }

    @Test
    void cuts16BitsTo8() throws IOException {
        BufferedImage picture = new BufferedImage(256, 1, BufferedImage.TYPE_USHORT_GRAY);
        for (int x = 0; x < 256; x++) {
            picture.getRaster().setSample(x, 0, 0, 257 * x);
        }
        Image image = PictureCodec.decode(PictureFiles.write(picture, "png"), "x");
        for (int x = 0; x < 256; x++) {
            assertThat(image.toRgb8()[3 * x] & 0xff).isEqualTo(x);
        }
    }

    @Test
    void readsGrayAndCmykJpegs() throws IOException {
        BufferedImage gray = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        gray.getRaster().setSample(3, 3, 0, 0);
        Image fromGray = PictureCodec.decode(PictureFiles.write(gray, "jpg"), "gray");
        assertThat(fromGray.mean().green()).isCloseTo(0f, within(0.02f));
        Image fromCmyk = PictureCodec.decode(Base64.getDecoder().decode(CMYK_JPEG), "cmyk");
        assertColor(fromCmyk, 255, 0, 0, 6);
    }

    @Test
    void readsWebp() {
        Image image = PictureCodec.decode(Base64.getDecoder().decode(LOSSLESS_WEBP), "x");
        assertThat(image.width()).isEqualTo(4);
        assertThat(image.height()).isEqualTo(2);
        assertThat(image.toRgb8()).startsWith(0, 0, 3, 60, 0, 10).endsWith((byte) 180, (byte) 200, (byte) 24);
        assertColor(PictureCodec.decode(Base64.getDecoder().decode(LOSSY_WEBP), "x"), 200, 30, 90, 4);
    }

    @Test
    void turnsPicturesAsTheirOrientationSays() throws IOException {
        byte[] jpeg = PictureFiles.write(PictureFiles.gradient(64, 32, BufferedImage.TYPE_3BYTE_BGR), "jpg");
        Image turned = PictureCodec.decode(PictureFiles.withOrientation(jpeg, 6), "turned");
        assertThat(turned.width()).isEqualTo(32);
        assertThat(turned.height()).isEqualTo(64);
        assertThat(turned.value(0, 60, 5)).isGreaterThan(0.9f);
        assertThat(turned.value(1, 5, 2)).isGreaterThan(0.8f);
        for (String file : new String[] {TURNED_WEBP, TURNED_PNG}) {
            Image small = PictureCodec.decode(Base64.getDecoder().decode(file), "turned");
            assertThat(small.width()).isEqualTo(2);
            assertThat(small.height()).isEqualTo(4);
            assertThat(small.toRgb8()).startsWith(0, (byte) 200, 3, 0, 0, 3, 60);
        }
    }

    private static void assertColor(Image image, int red, int green, int blue, int tolerance) {
        Color mean = image.mean();
        assertThat(255 * mean.red()).isCloseTo(red, within((float) tolerance));
        assertThat(255 * mean.green()).isCloseTo(green, within((float) tolerance));
        assertThat(255 * mean.blue()).isCloseTo(blue, within((float) tolerance));
    }

    private static void assertSame(Image image, BufferedImage picture, int tolerance) {
        assertThat(image.width()).isEqualTo(picture.getWidth());
        assertThat(image.height()).isEqualTo(picture.getHeight());
        byte[] rgb = image.toRgb8();
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            int color = picture.getRGB(pixel % picture.getWidth(), pixel / picture.getWidth());
            int expected = color >> 8 * (2 - i % 3) & 0xff;
            assertThat(rgb[i] & 0xff).as("value %d", i).isCloseTo(expected, within(tolerance));
        }
    }
}
