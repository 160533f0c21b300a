package dev.visor.image.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads JPEGs for the warnings of the decoder alone, because OpenCV passes none on. Thread-safe. */
public final class JpegDecoding {

    private static final String UNREADABLE = "it cannot be decoded";

    private JpegDecoding() {}

    /** {@return what libjpeg, in English, says of a file while it decodes all pixels; empty if they are whole} */
    public static List<String> warnings(byte[] file) {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(firstLine(warning)));
        try (MemoryCacheImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input, true, true);
            reader.readRaster(0, null);
        } catch (IIOException e) {
            warnings.add(firstLine(String.valueOf(e.getMessage())));
        } catch (IOException | RuntimeException e) {
            warnings.add(UNREADABLE);
        } finally {
            reader.dispose();
        }
        return warnings;
    }

    private static String firstLine(String warning) {
        return warning.lines().findFirst().orElse(UNREADABLE);
    }
}
