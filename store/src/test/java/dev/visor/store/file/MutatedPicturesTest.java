package dev.visor.store.file;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.image.PictureException;
import dev.visor.store.MutatedFiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MutatedPicturesTest {

    private static final String ANIMATED_WEBP =
            "UklGRuoAAABXRUJQVlA4WAoAAAAKAAAAAwAAAQAAQU5JTQYAAAAAAAAAAABBTk1GSAAAAAAAAAAA"
                    + "AAMAAAEAAGQAAAJWUDhMLwAAAC8DQAAAPyAkIMzyP/nlxPAoSNuARfubf4JJmmo7Bh7w/QEIBMjYigVPFkT0P8gBAEFOTUZMAAAAAAAAAAAAAw"
                    + "AAAQAAZAAAAFZQOEw0AAAALwNAAAA/ICQgZvE/+eWEQCDFgW2wWDDZlz9lGvNPMElTbcfwg+UPEIiguVphpxWO6H9sAEVYSUYaAAAATU0AKgAAAAgA"
                    + "AQESAAQAAAABAAAABgAAAAA=";

    private static final String LOSSLESS_WEBP =
            "UklGRjgAAABXRUJQVlA4TCsAAAAvA0AAAD8gFkyGlf8V4vAoaNuGxenb5j/IwRf4Bl8AgQAZa3FgyoGI/ocTAA==";

    private static final String LOSSY_WEBP =
            "UklGRjQAAABXRUJQVlA4ICgAAABQAQCdASoQAAgAAMASJaAABDOAAP73xCP//s8v//s8v//s8v/s2AAA";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "baseline.jpg, 5, jpeg, ",
        "gray.jpg, 10, jpeg, ",
        "progressive.jpg, 5, jpeg, progressive",
        "plain.bmp, 5, bmp, BI_RGB",
        "palette.bmp, 13, bmp, BI_RGB",
        "runs.bmp, 13, bmp, BI_RLE8",
        "masks.bmp, 8, bmp, BI_BITFIELDS"
    })
    void readsOrRefusesPicturesWithoutChecksums(String name, int type, String format, String compression)
            throws Exception {
        Path file = Files.write(folder.resolve(name), encode(picture(type), format, compression));
        MutatedFiles.check(file, path -> hash(Pictures.read(path)));
    }

    @ParameterizedTest
    @CsvSource({"lossless.webp, " + LOSSLESS_WEBP, "lossy.webp, " + LOSSY_WEBP, "animated.webp, " + ANIMATED_WEBP})
    void readsOrRefusesWebp(String name, String base64) throws Exception {
        Path file = Files.write(folder.resolve(name), Base64.getDecoder().decode(base64));
        MutatedFiles.check(file, path -> hash(Pictures.read(path)));
    }

    @ParameterizedTest
    @CsvSource({"colors.png, 5", "palette.png, 13", "gray.png, 11"})
    void refusesEveryDamagedPng(String name, int type) throws Exception {
        Path file = Files.write(folder.resolve(name), encode(picture(type), "png", null));
        MutatedFiles.checkWithChecksums(file, path -> hash(Pictures.read(path)));
    }

    @Test
    void refusesEveryDamagedPngWithAnOrientation() throws Exception {
        String profile = "\nexif\n 26\n4d4d002a0000000800010112000300000001000600000000\n0000\n";
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes("zTXtRaw profile type exif\0\0".getBytes(StandardCharsets.US_ASCII));
        try (DeflaterOutputStream packed = new DeflaterOutputStream(chunk)) {
            packed.write(profile.getBytes(StandardCharsets.US_ASCII));
        }
        CRC32 crc = new CRC32();
        crc.update(chunk.toByteArray());
        byte[] png = encode(picture(BufferedImage.TYPE_3BYTE_BGR), "png", null);
        byte[] turned = ByteBuffer.allocate(png.length + chunk.size() + 8)
                .put(png, 0, 33)
                .putInt(chunk.size() - 4)
                .put(chunk.toByteArray())
                .putInt((int) crc.getValue())
                .put(png, 33, png.length - 33)
                .array();
        Path file = Files.write(folder.resolve("turned.png"), turned);
        MutatedFiles.checkWithChecksums(file, path -> hash(Pictures.read(path)));
    }

    /** Every bit of a small file, one after the other. */
    @Test
    void refusesAPngWithAnyFlippedBit() {
        byte[] rgb = new byte[3 * 5 * 4];
        new Random(2).nextBytes(rgb);
        byte[] png = PictureCodec.encodePng(Image.fromRgb8(5, 4, rgb));
        for (int bit = 0; bit < 8 * png.length; bit++) {
            byte[] flipped = png.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> PictureCodec.decode(flipped, "flipped")).isInstanceOf(PictureException.class);
        }
    }

    private static Object hash(Image image) {
        return image.width() + "x" + image.height() + " " + Sha256.of(image.toRgb8());
    }

    private static BufferedImage picture(int type) {
        BufferedImage picture = new BufferedImage(23, 17, type);
        Random random = new Random(5);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                picture.setRGB(x, y, 0xff000000 | 11 * x << 16 | 13 * y << 8 | random.nextInt(64));
            }
        }
        return picture;
    }

    private static byte[] encode(BufferedImage picture, String format, String compression) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            if ("progressive".equals(compression)) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            } else if (compression != null) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionType(compression);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }
}
