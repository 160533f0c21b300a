package dev.visor.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Picture files made for tests without the codec under test. */
final class PictureFiles {

    private PictureFiles() {}

    static byte[] write(BufferedImage picture, String format) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        if (!ImageIO.write(picture, format, file)) {
            throw new IOException("no writer for " + format);
        }
        return file.toByteArray();
    }

    /** A smooth picture, so that JPEG keeps it nearly as it is. */
    static BufferedImage gradient(int width, int height, int type) {
        BufferedImage picture = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, 0xff000000 | 255 * x / width << 16 | 255 * y / height << 8 | 90);
            }
        }
        return picture;
    }

    static Image noise(int width, int height, long seed) {
        byte[] rgb = new byte[3 * width * height];
        new Random(seed).nextBytes(rgb);
        return Image.fromRgb8(width, height, rgb);
    }

    /** A PNG whose rows are all zeros, packed as tightly as deflate can. */
    static byte[] blackPng(int width, int height, int bitDepth, int colorType, long rowBytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream rows = new DeflaterOutputStream(packed, deflater)) {
            byte[] row = new byte[(int) rowBytes + 1];
            for (int y = 0; y < height; y++) {
                rows.write(row);
            }
        } finally {
            deflater.end();
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        file.write(chunk("IHDR", header(width, height, bitDepth, colorType)));
        file.write(chunk("IDAT", packed.toByteArray()));
        file.write(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    static byte[] header(int width, int height, int bitDepth, int colorType) {
        return ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) bitDepth)
                .put((byte) colorType)
                .array();
    }

    static byte[] chunk(String type, byte[] data) {
        CRC32 sum = new CRC32();
        sum.update(type.getBytes(StandardCharsets.US_ASCII));
        sum.update(data);
        return ByteBuffer.allocate(data.length + 12)
                .putInt(data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .putInt((int) sum.getValue())
                .array();
    }

    /** Puts an EXIF segment with an orientation behind a JPEG's first marker. */
    static byte[] withOrientation(byte[] jpeg, int orientation) {
        return withApp1(jpeg, join(ascii("Exif\0\0"), exif(ByteOrder.BIG_ENDIAN, 3, orientation)));
    }

    /** Returns EXIF without its prefix, whose only tag is the orientation as a BYTE (1), SHORT (3), LONG (4) and so on. */
    static byte[] exif(ByteOrder order, int type, int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(26).order(order);
        exif.put(ascii(order == ByteOrder.BIG_ENDIAN ? "MM" : "II")).putShort((short) 42);
        exif.putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x112)
                .putShort((short) type)
                .putInt(1);
        if (type == 1) {
            exif.put((byte) orientation);
        } else if (type == 3) {
            exif.putShort((short) orientation);
        } else {
            exif.putInt(orientation);
        }
        return exif.array();
    }

    /** Returns XMP with an orientation as an attribute. */
    static String xmp(int orientation) {
        return "<x:xmpmeta><rdf:Description tiff:Make=\"A\" tiff:Orientation=\"" + orientation + "\"/></x:xmpmeta>";
    }

    static byte[] withApp1(byte[] jpeg, byte[] data) {
        return ByteBuffer.allocate(jpeg.length + 4 + data.length)
                .put(jpeg, 0, 2)
                .putShort((short) 0xffe1)
                .putShort((short) (2 + data.length))
                .put(data)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /** Puts a chunk behind the header of a PNG. */
    static byte[] withChunk(byte[] png, String type, byte[] data) {
        byte[] chunk = chunk(type, data);
        return ByteBuffer.allocate(png.length + chunk.length)
                .put(png, 0, 33)
                .put(chunk)
                .put(png, 33, png.length - 33)
                .array();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] deflate(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(bytes);
        }
        return packed.toByteArray();
    }

    /** A JPEG with several scans, each with some bits of some coefficients. */
    static byte[] progressiveJpeg(BufferedImage picture) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
        return file.toByteArray();
    }
}
