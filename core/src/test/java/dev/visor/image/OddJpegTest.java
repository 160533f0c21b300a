package dev.visor.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Oddities around whole pixels are harmless; pixels that are lost are damage. */
class OddJpegTest {

    private static final int SCAN = 0xda;
    private static final int END = 0xd9;

    private byte[] jpeg = {};
    private Image whole = Image.filled(1, 1, new Color(0, 0, 0));

    @BeforeEach
    void makeAJpeg() throws IOException {
        jpeg = PictureFiles.write(photograph(), "jpg");
        whole = PictureCodec.decode(jpeg, "whole");
    }

    /** A picture with details, so that its JPEG has every kind of coefficient. */
    private static BufferedImage photograph() {
        BufferedImage picture = PictureFiles.gradient(72, 56, BufferedImage.TYPE_3BYTE_BGR);
        byte[] noise = PictureFiles.noise(72, 56, 3).toRgb8();
        for (int i = 0; i < 72 * 56; i++) {
            picture.setRGB(i % 72, i / 72, picture.getRGB(i % 72, i / 72) ^ (noise[i] & 0x1f1f) * 0x10101);
        }
        return picture;
    }

    @Test
    void readsAScanWhoseSpectrumIsOdd() {
        int end = segments(jpeg, SCAN).get(0) + 2 + 12;
        for (int[] odd : new int[][] {{0, 0, 0}, {1, 63, 0}, {0, 64, 0}, {0, 63, 0x21}, {63, 0, 0xff}}) {
            byte[] file = jpeg.clone();
            for (int i = 0; i < 3; i++) {
                file[end - 3 + i] = (byte) odd[i];
            }
            assertWhole(file);
        }
    }

    @Test
    void readsAnOddRevisionOfJfif() {
        int jfif = segments(jpeg, 0xe0).get(0);
        for (int[] revision : new int[][] {{0, 0}, {2, 1}, {1, 99}, {255, 255}}) {
            byte[] file = jpeg.clone();
            file[jfif + 9] = (byte) revision[0];
            file[jfif + 10] = (byte) revision[1];
            assertWhole(file);
        }
    }

    @Test
    void readsAFewStrayBytesBeforeAnyMarker() {
        byte[][] stray = {{7}, {0, 0, 0}, {0x55, 0x66, 0x77, 0x11}, {1, (byte) 0xff, 0, 2}, new byte[16], {-1, -1}};
        for (int marker : new int[] {0xdb, 0xc0, 0xc4, SCAN, END}) {
            for (int place : segments(jpeg, marker)) {
                for (byte[] bytes : stray) {
                    assertWhole(inserted(jpeg, place, bytes));
                }
            }
        }
    }

    @Test
    void readsStrayBytesBetweenTheScansOfAProgressiveJpeg() throws IOException {
        byte[] progressive = PictureFiles.progressiveJpeg(photograph());
        Image expected = PictureCodec.decode(progressive, "progressive");
        for (int place : segments(progressive, SCAN)) {
            byte[] file = inserted(progressive, place, new byte[] {0x12, 0x34, 0x56});
            assertThat(PictureCodec.decode(file, "stray")).isEqualTo(expected);
        }
    }

    @Test
    void readsWhatFollowsTheEnd() {
        assertWhole(PictureFiles.join(jpeg, new byte[1000]));
        assertWhole(PictureFiles.join(jpeg, jpeg));
    }

    @Test
    void refusesMoreThanAFewStrayBytes() {
        byte[] many = new byte[17];
        Arrays.fill(many, (byte) 0x5a);
        int tables = segments(jpeg, 0xc4).get(0);
        assertBad(
                inserted(jpeg, tables, many),
                "bad: is a damaged JPEG: 17 bytes before the marker at byte " + (tables + 17)
                        + " belong to no segment, may be at most 16");
        assertThatThrownBy(() -> PictureCodec.decode(
                        inserted(jpeg, segments(jpeg, END).get(0), PictureFiles.join(many, many)), "bad"))
                .isInstanceOf(PictureException.class)
                .hasMessageMatching("bad: is a damaged JPEG: .* \\d\\d extraneous bytes before marker 0xd9");
    }

    /** With libjpeg such a picture only turns coarse or gray, without a word. */
    @Test
    void refusesAProgressiveJpegThatLostAnyScan() throws IOException {
        byte[] progressive = PictureFiles.progressiveJpeg(photograph());
        List<Integer> scans = segments(progressive, SCAN);
        assertThat(scans).hasSizeGreaterThan(5);
        for (int i = 0; i < scans.size(); i++) {
            int start = scans.get(i);
            int end = nextMarker(progressive, start + 2);
            byte[] file = PictureFiles.join(
                    Arrays.copyOf(progressive, start), Arrays.copyOfRange(progressive, end, progressive.length));
            assertThatThrownBy(() -> PictureCodec.decode(file, "bad"))
                    .as("scan %d", i)
                    .isInstanceOf(PictureException.class)
                    .hasMessageStartingWith("bad: is a damaged JPEG: ");
        }
    }

    @Test
    void namesTheScanThatIsLost() throws IOException {
        byte[] progressive = PictureFiles.progressiveJpeg(photograph());
        int last = segments(progressive, SCAN).get(segments(progressive, SCAN).size() - 1);
        byte[] file = PictureFiles.join(Arrays.copyOf(progressive, last), new byte[] {(byte) 0xff, (byte) END});
        assertBad(
                file, "bad: is a damaged JPEG: it has lost a scan with the last bits of coefficient 1 of component 1");
        assertBad(
                PictureFiles.join(
                        Arrays.copyOf(jpeg, segments(jpeg, SCAN).get(0)), new byte[] {(byte) 0xff, (byte) END}),
                "bad: is a damaged JPEG: it has lost a scan with coefficient 0 of component 1");
    }

    @Test
    void refusesLostPixelsWithinAScan() {
        int scan = segments(jpeg, SCAN).get(0) + 14;
        int end = segments(jpeg, END).get(0);
        for (int length = 1; length < end - scan; length += 197) {
            byte[] file =
                    PictureFiles.join(Arrays.copyOf(jpeg, end - length), Arrays.copyOfRange(jpeg, end, jpeg.length));
            assertThatThrownBy(() -> PictureCodec.decode(file, "bad"))
                    .as("%d bytes less", length)
                    .isInstanceOf(PictureException.class)
                    .hasMessageStartingWith("bad: is a damaged JPEG: ");
        }
    }

    @Test
    void refusesProcessesThatItDoesNotKnow() {
        int frame = segments(jpeg, 0xc0).get(0);
        byte[] arithmetic = jpeg.clone();
        arithmetic[frame + 1] = (byte) 0xc9;
        assertBad(
                arithmetic,
                "bad: is a JPEG of process 0xc9, must be baseline, extended or progressive with Huffman codes"
                        + " (0xc0 to 0xc2)");
        byte[] deep = jpeg.clone();
        deep[frame + 4] = 12;
        assertBad(deep, "bad: is a JPEG of 12 bits, must be one of 8");
    }

    private static byte[] inserted(byte[] file, int place, byte[] bytes) {
        return PictureFiles.join(Arrays.copyOf(file, place), bytes, Arrays.copyOfRange(file, place, file.length));
    }

    /** Returns where the segments with a marker begin. */
    private static List<Integer> segments(byte[] jpeg, int marker) {
        List<Integer> places = new ArrayList<>();
        int at = 2;
        while (true) {
            int own = jpeg[at + 1] & 0xff;
            if (own == marker) {
                places.add(at);
            }
            if (own == END) {
                return places;
            }
            at += 2 + ((jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff);
            at = own == SCAN ? nextMarker(jpeg, at) : at;
        }
    }

    private static int nextMarker(byte[] jpeg, int from) {
        int at = from;
        while (jpeg[at] != -1 || jpeg[at + 1] == 0) {
            at++;
        }
        return at;
    }

    private void assertWhole(byte[] file) {
        assertThat(PictureCodec.decode(file, "odd")).isEqualTo(whole);
    }

    private static void assertBad(byte[] file, String message) {
        assertThatThrownBy(() -> PictureCodec.decode(file, "bad"))
                .isInstanceOf(PictureException.class)
                .hasMessage(message);
    }
}
