package dev.visor.image.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_photo;
import org.bytedeco.opencv.opencv_core.Mat;

/** OpenCV's picture codecs on Java arrays. Thread-safe. */
public final class Codec {

    /** Deflate's level of effort, in [0, 9]; higher ones take long and gain little on photographs. */
    private static final int PNG_COMPRESSION = 3;

    private static final int AS_STORED = opencv_imgcodecs.IMREAD_COLOR | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;

    private Codec() {}

    /** Loads all of OpenCV that is used, if it is not loaded yet. */
    public static void load() {
        Loader.load(opencv_imgcodecs.class);
        Loader.load(opencv_photo.class);
    }

    /** {@return the version of OpenCV and of its Java presets} */
    public static String version() {
        try {
            return Objects.requireNonNullElse(Loader.getVersion("org.bytedeco", "opencv"), "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException("the version of OpenCV can't be read", e);
        }
    }

    /** {@return the picture as a file's bytes store it, whatever its orientation; empty if it cannot be decoded} */
    public static Optional<Pixels> decode(byte[] file) {
        try (PointerScope scope = new PointerScope()) {
            Mat decoded;
            try {
                decoded = opencv_imgcodecs.imdecode(Matrices.ofFile(file), AS_STORED);
            } catch (RuntimeException e) {
                if (String.valueOf(e.getMessage()).contains("Insufficient memory")) {
                    throw new OutOfMemoryError(e.getMessage());
                }
                // The C++ exceptions of a damaged file; there is nothing more to say about it.
                return Optional.empty();
            }
            if (decoded == null || decoded.empty()) {
                return Optional.empty();
            }
            return Optional.of(new Pixels(decoded.cols(), decoded.rows(), swapRedAndBlue(Matrices.bytes(decoded))));
        }
    }

    /** {@return the bytes of a PNG file of 8-bit pixels, red, green and blue together (HWC)} */
    public static byte[] encodePng(byte[] rgb, int width, int height) {
        return encode(".png", opencv_imgcodecs.IMWRITE_PNG_COMPRESSION, PNG_COMPRESSION, rgb, width, height);
    }

    /** {@return the bytes of a JPEG file of 8-bit pixels, red, green and blue together (HWC), of a quality in [0, 100]} */
    public static byte[] encodeJpeg(byte[] rgb, int width, int height, int quality) {
        return encode(".jpg", opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality, rgb, width, height);
    }

    private static byte[] encode(String format, int setting, int value, byte[] rgb, int width, int height) {
        try (PointerScope scope = new PointerScope()) {
            BytePointer file = new BytePointer();
            IntPointer settings = new IntPointer(setting, value);
            Mat picture = Matrices.ofBytes(width, height, 3, swapRedAndBlue(rgb));
            if (!opencv_imgcodecs.imencode(format, picture, file, settings)) {
                throw new IllegalStateException("OpenCV could not encode a picture of " + width + "x" + height);
            }
            byte[] bytes = new byte[Math.toIntExact(file.limit())];
            file.get(bytes);
            return bytes;
        }
    }

    private static byte[] swapRedAndBlue(byte[] pixels) {
        byte[] swapped = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i += 3) {
            swapped[i] = pixels[i + 2];
            swapped[i + 1] = pixels[i + 1];
            swapped[i + 2] = pixels[i];
        }
        return swapped;
    }

    /** An 8-bit picture on its way from the codec; the array is handed over, not copied. */
    public static final class Pixels {
        private final int width;
        private final int height;
        private final byte[] rgb;

        /** Takes the values, red, green and blue of each pixel together (HWC). */
        public Pixels(int width, int height, byte[] rgb) {
            this.width = width;
            this.height = height;
            this.rgb = rgb;
        }

        /** {@return the width in pixels} */
        public int width() {
            return width;
        }

        /** {@return the height in pixels} */
        public int height() {
            return height;
        }

        /** {@return the values, red, green and blue of each pixel together (HWC)} */
        public byte[] rgb() {
            return rgb;
        }
    }
}
