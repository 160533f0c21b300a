package dev.visor.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pillow, which was asked beside this test, turns all these pictures in the same way. */
class OrientationTest {

    /** 4x2 pixels (60x, 200y, 7x + 3) without an orientation, and an animation that begins with them, with a LONG 6. */
    private static final String PLAIN_WEBP =
            "UklGRjgAAABXRUJQVlA4TCsAAAAvA0AAAD8gFkyGlf8V4vAoaNuGxenb5j/IwRf4Bl8AgQAZa3FgyoGI/ocTAA==";

    private static final String ANIMATED_WEBP =
            "UklGRuoAAABXRUJQVlA4WAoAAAAKAAAAAwAAAQAAQU5JTQYAAAAAAAAAAABBTk1GSAAAAAAAAAAA"
                    + "AAMAAAEAAGQAAAJWUDhMLwAAAC8DQAAAPyAkIMzyP/nlxPAoSNuARfubf4JJmmo7Bh7w/QEIBMjYigVPFkT0P8gBAEFOTUZMAAAAAAAAAAAAAw"
                    + "AAAQAAZAAAAFZQOEw0AAAALwNAAAA/ICQgZvE/+eWEQCDFgW2wWDDZlz9lGvNPMElTbcfwg+UPEIiguVphpxWO6H9sAEVYSUYaAAAATU0AKgAAAAgA"
                    + "AQESAAQAAAABAAAABgAAAAA=";

    private final BufferedImage picture = PictureFiles.gradient(48, 32, BufferedImage.TYPE_3BYTE_BGR);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsAJpegAsExifOrXmpSays(int orientation) throws IOException {
        byte[] jpeg = PictureFiles.write(picture, "jpg");
        Image expected = turned(PictureCodec.decode(jpeg, "plain"), orientation);
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            for (int type : new int[] {1, 3, 4}) {
                byte[] exif = PictureFiles.exif(order, type, orientation);
                assertTurned(PictureFiles.withApp1(jpeg, prefixed(exif)), expected);
            }
        }
        byte[] xmp = PictureFiles.ascii("http://ns.adobe.com/xap/1.0/\0" + PictureFiles.xmp(orientation));
        assertTurned(PictureFiles.withApp1(jpeg, xmp), expected);
        byte[] both = PictureFiles.withApp1(
                PictureFiles.withApp1(jpeg, prefixed(PictureFiles.exif(ByteOrder.BIG_ENDIAN, 3, orientation))),
                PictureFiles.ascii("http://ns.adobe.com/xap/1.0/\0" + PictureFiles.xmp(9 - orientation)));
        assertTurned(both, expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsAPngAsItsChunksSay(int orientation) throws IOException {
        byte[] png = PictureFiles.write(picture, "png");
        Image expected = turned(PictureCodec.decode(png, "plain"), orientation);
        byte[] exif = PictureFiles.exif(ByteOrder.LITTLE_ENDIAN, 4, orientation);
        assertTurned(PictureFiles.withChunk(png, "eXIf", exif), expected);
        byte[] profile = PictureFiles.ascii(rawProfile(prefixed(exif)));
        assertTurned(PictureFiles.withChunk(png, "tEXt", text("Raw profile type exif\0", profile)), expected);
        byte[] packed = PictureFiles.deflate(profile);
        assertTurned(PictureFiles.withChunk(png, "zTXt", text("Raw profile type exif\0\0", packed)), expected);
        assertTurned(PictureFiles.withChunk(png, "zTXt", text("Raw profile type APP1\0\0", packed)), expected);
        byte[] xmp = PictureFiles.ascii(PictureFiles.xmp(orientation));
        assertTurned(PictureFiles.withChunk(png, "iTXt", text("XML:com.adobe.xmp\0\0\0\0\0", xmp)), expected);
        assertTurned(
                PictureFiles.withChunk(
                        png, "iTXt", text("XML:com.adobe.xmp\0\1\0en\0a word\0", PictureFiles.deflate(xmp))),
                expected);
        byte[] xmpProfile = PictureFiles.ascii(rawProfile(xmp));
        assertTurned(PictureFiles.withChunk(png, "tEXt", text("Raw profile type xmp\0", xmpProfile)), expected);
    }

    @Test
    void turnsWebpAndTheFirstPictureOfAnAnimation() {
        byte[] plain = Base64.getDecoder().decode(PLAIN_WEBP);
        Image expected = turned(PictureCodec.decode(plain, "plain"), 6);
        assertTurned(Base64.getDecoder().decode(ANIMATED_WEBP), expected);
        byte[] xmp = PictureFiles.ascii(PictureFiles.xmp(6) + " ");
        byte[] turned =
                PictureFiles.join(plain, PictureFiles.ascii("XMP "), new byte[] {(byte) xmp.length, 0, 0, 0}, xmp);
        turned[4] += (byte) (8 + xmp.length);
        assertTurned(turned, expected);
    }

    @Test
    void takesAnUnknownNumberForUpright() throws IOException {
        byte[] png = PictureFiles.write(picture, "png");
        for (int number : new int[] {0, 9, 65535}) {
            byte[] file = PictureFiles.withChunk(png, "eXIf", PictureFiles.exif(ByteOrder.BIG_ENDIAN, 3, number));
            assertTurned(file, PictureCodec.decode(png, "plain"));
        }
    }

    @Test
    void refusesAnOrientationThatItCannotRead() throws IOException {
        byte[] png = PictureFiles.write(picture, "png");
        assertBad(
                PictureFiles.withChunk(png, "eXIf", PictureFiles.exif(ByteOrder.BIG_ENDIAN, 5, 6)),
                "bad: has an EXIF orientation of type 5, must be one whole number (type 1, 3 or 4)");
        assertBad(
                PictureFiles.withChunk(
                        png, "tEXt", text("Raw profile type exif\0", PictureFiles.ascii("\nexif\n 3\n4g"))),
                "bad: has a raw profile that may give its orientation but is not hexadecimal");
        assertBad(
                PictureFiles.withChunk(png, "zTXt", text("Raw profile type exif\0\0", new byte[] {1, 2, 3})),
                "bad: is a damaged PNG: a text that may give its orientation cannot be decompressed");
        assertBad(
                PictureFiles.withChunk(
                        png, "zTXt", text("Raw profile type exif\0\0", PictureFiles.deflate(new byte[17 << 20]))),
                "bad: has a text of more than 16777216 bytes that may give its orientation");
    }

    private static byte[] prefixed(byte[] exif) {
        return text("Exif\0\0", exif);
    }

    private static byte[] text(String keyword, byte[] text) {
        return PictureFiles.join(PictureFiles.ascii(keyword), text);
    }

    /** As ImageMagick writes it, with 36 bytes a line. */
    private static String rawProfile(byte[] bytes) {
        String hexadecimal = HexFormat.of().formatHex(bytes).replaceAll(".{72}", "$0\n");
        return "\nexif\n%8d\n%s\n".formatted(bytes.length, hexadecimal);
    }

    /** Returns the picture turned as the EXIF standard describes each number: where the first row and column belong. */
    private static Image turned(Image stored, int orientation) {
        int width = orientation > 4 ? stored.height() : stored.width();
        int height = orientation > 4 ? stored.width() : stored.height();
        byte[] from = stored.toRgb8();
        byte[] to = new byte[from.length];
        for (int row = 0; row < stored.height(); row++) {
            for (int column = 0; column < stored.width(); column++) {
                int right = stored.width() - 1 - column;
                int down = stored.height() - 1 - row;
                int[] place = switch (orientation) {
                    case 2 -> new int[] {right, row};
                    case 3 -> new int[] {right, down};
                    case 4 -> new int[] {column, down};
                    case 5 -> new int[] {row, column};
                    case 6 -> new int[] {down, column};
                    case 7 -> new int[] {down, right};
                    case 8 -> new int[] {row, right};
                    default -> new int[] {column, row};
                };
                System.arraycopy(from, 3 * (row * stored.width() + column), to, 3 * (place[1] * width + place[0]), 3);
            }
        }
        return Image.fromRgb8(width, height, to);
    }

    private static void assertTurned(byte[] file, Image expected) {
        Image image = PictureCodec.decode(file, "turned");
        assertThat(image.width()).isEqualTo(expected.width());
        assertThat(image.toRgb8()).isEqualTo(expected.toRgb8());
    }

    private static void assertBad(byte[] file, String message) {
        assertThatThrownBy(() -> PictureCodec.decode(file, "bad"))
                .isInstanceOf(PictureException.class)
                .hasMessage(message);
    }
}
