package dev.visor.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadPictureTest {

    @Test
    void refusesADecompressionBomb() throws IOException {
        byte[] bomb = PictureFiles.blackPng(30_000, 30_000, 1, 0, 3_750);
        assertThat(bomb.length).isLessThan(1_000_000);
        assertBad(bomb, "is 30000x30000 pixels, must have at most 50 megapixels and 16384 pixels a side");
    }

    @Test
    void judgesASizeBeforeReadingOn() {
        byte[] header = new byte[40];
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, 0, header, 0, 8);
        byte[] chunk = PictureFiles.chunk("IHDR", PictureFiles.header(20_000, 10, 8, 2));
        System.arraycopy(chunk, 0, header, 8, chunk.length);
        assertBad(header, "is 20000x10 pixels, must have at most 50 megapixels and 16384 pixels a side");
    }

    @Test
    void readsAPictureOfTheLargestSide() throws IOException {
        Image image = PictureCodec.decode(PictureFiles.blackPng(16_384, 2, 8, 2, 3 * 16_384), "wide");
        assertThat(image.width()).isEqualTo(16_384);
    }

    @Test
    void refusesLargeJpegsAndBitmapsByTheirHeader() throws IOException {
        byte[] jpeg = PictureFiles.write(PictureFiles.gradient(8, 8, BufferedImage.TYPE_3BYTE_BGR), "jpg");
        int frame = indexOf(jpeg, (byte) 0xc0);
        Arrays.fill(jpeg, frame + 4, frame + 8, (byte) 0x75);
        assertBad(jpeg, "is 30069x30069 pixels, must have");
        byte[] bitmap = PictureFiles.write(PictureFiles.gradient(8, 8, BufferedImage.TYPE_3BYTE_BGR), "bmp");
        bitmap[19] = 0x75;
        bitmap[23] = 0x75;
        assertBad(bitmap, "is 29960x29960 pixels, must have");
    }

    @Test
    void refusesAnEmptyFileAndWhatIsNoPicture() {
        assertBad(new byte[0], "is empty, must be a picture");
        assertBad("This is a text.\n".getBytes(StandardCharsets.UTF_8), "is no JPEG, PNG, BMP or WebP picture");
        assertBad(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, "is cut off after 3 bytes");
        assertThatThrownBy(() -> PictureCodec.decode(new byte[2], "a\nb.jpg"))
                .hasMessage("a?b.jpg: is no JPEG, PNG, BMP or WebP picture");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "bmp"})
    void refusesAFileCutOffAnywhere(String format) throws IOException {
        byte[] file = PictureFiles.write(PictureFiles.gradient(60, 40, BufferedImage.TYPE_3BYTE_BGR), format);
        for (int length = 30; length < file.length - 1; length += 1 + length / 40) {
            byte[] part = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> PictureCodec.decode(part, "part"))
                    .as("%d of %d bytes", length, file.length)
                    .isInstanceOf(PictureException.class)
                    .hasMessage("part: is cut off after " + length + " bytes");
        }
    }

    @Test
    void refusesACutOffWebp() {
        byte[] file = Base64.getDecoder()
                .decode("UklGRjgAAABXRUJQVlA4TCsAAAAvA0AAAD8gFkyGlf8V4vAoaNuGxenb5j/IwRf4Bl8AgQAZa3FgyoGI/ocTAA==");
        assertBad(Arrays.copyOf(file, 50), "is cut off after 50 bytes");
    }

    /** The file is whole, but the chunk of the pixels ends after 8 bytes. */
    @Test
    void namesAWebpWhosePixelsAreShort() {
        byte[] file = PictureFiles.join(Base64.getDecoder()
                .decode("UklGRjQAAABXRUJQVlA4ICgAAABQAQCdASoQAAgAAMASJaAABDOAAP73xCP//s8v//s8v//s8v/s2AAA"));
        file[16] = 8;
        assertBad(file, "is a damaged WebP: its pixels have no header");
    }

    @Test
    void refusesATruncatedJpegWithAnEndMarkerPutOn() throws IOException {
        Image noise = PictureFiles.noise(64, 64, 3);
        BufferedImage picture = new BufferedImage(64, 64, BufferedImage.TYPE_3BYTE_BGR);
        byte[] rgb = noise.toRgb8();
        for (int i = 0; i < 64 * 64; i++) {
            picture.setRGB(i % 64, i / 64, rgb[3 * i] << 16 & 0xff0000 | rgb[3 * i + 1] << 8 & 0xff00);
        }
        byte[] file = PictureFiles.write(picture, "jpg");
        byte[] part = Arrays.copyOf(file, file.length / 2 + 2);
        part[part.length - 3] = 0;
        part[part.length - 2] = (byte) 0xff;
        part[part.length - 1] = (byte) 0xd9;
        assertBad(part, "is a damaged JPEG: ");
    }

    @Test
    void refusesAPngWithAWrongChecksum() throws IOException {
        byte[] file = PictureFiles.blackPng(10, 10, 8, 2, 30);
        file[file.length - 18] ^= 1;
        assertBad(file, "is a damaged PNG: the checksum at byte");
    }

    @Test
    void refusesAPngWithTooFewOrTooManyRows() throws IOException {
        byte[] file = PictureFiles.blackPng(10, 10, 8, 2, 30);
        assertBad(withHeader(file, PictureFiles.header(10, 11, 8, 2)), "it has fewer pixels than its size says");
        assertBad(withHeader(file, PictureFiles.header(10, 9, 8, 2)), "it has more pixels than its size says");
        assertBad(withHeader(file, PictureFiles.header(10, 10, 8, 3)), "it has no palette");
        assertBad(withHeader(file, PictureFiles.header(10, 10, 7, 2)), "7 bits, must be one of [8, 16]");
        assertBad(withHeader(file, PictureFiles.header(10, 10, 8, 5)), "color type 5, must be");
        assertBad(withHeader(file, PictureFiles.header(0, 10, 8, 2)), "its size is 0x10 pixels");
    }

    @Test
    void ignoresChunksThatAreNotThePixels() throws IOException {
        byte[] file = PictureFiles.blackPng(10, 10, 8, 2, 30);
        ByteArrayOutputStream more = new ByteArrayOutputStream();
        more.write(file, 0, 33);
        more.write(PictureFiles.chunk("iCCP", "no profile".getBytes(StandardCharsets.US_ASCII)));
        more.write(PictureFiles.chunk("tEXt", new byte[100_000]));
        more.write(file, 33, file.length - 33);
        assertThat(PictureCodec.decode(more.toByteArray(), "more")).isEqualTo(Image.filled(10, 10, new Color(0, 0, 0)));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void damageAnywhereIsEitherHarmlessOrSaidInOneLine(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        for (String format : new String[] {"jpg", "png", "bmp"}) {
            byte[] whole = PictureFiles.write(PictureFiles.gradient(40, 30, BufferedImage.TYPE_3BYTE_BGR), format);
            for (int trial = 0; trial < 150; trial++) {
                byte[] file = whole.clone();
                for (int count = random.nextInt(1, 4); count > 0; count--) {
                    file[random.nextInt(file.length)] = (byte) random.nextInt(256);
                }
                try {
                    PictureCodec.decode(file, "damaged");
                } catch (PictureException e) {
                    assertThat(e.getMessage())
                            .as("seed %d", seed)
                            .startsWith("damaged: ")
                            .doesNotContain("\n");
                }
            }
        }
    }

    private static byte[] withHeader(byte[] png, byte[] header) {
        byte[] changed = png.clone();
        byte[] chunk = PictureFiles.chunk("IHDR", header);
        System.arraycopy(chunk, 0, changed, 8, chunk.length);
        return changed;
    }

    private static int indexOf(byte[] jpeg, byte marker) {
        for (int i = 2; i < jpeg.length; i++) {
            if (jpeg[i - 1] == (byte) 0xff && jpeg[i] == marker) {
                return i;
            }
        }
        throw new AssertionError("no marker");
    }

    private static void assertBad(byte[] file, String reason) {
        assertThatThrownBy(() -> PictureCodec.decode(file, "bad.jpg"))
                .isInstanceOf(PictureException.class)
                .hasMessageStartingWith("bad.jpg: ")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }
}
