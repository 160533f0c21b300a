package dev.visor.store.print;

import dev.visor.image.Color;
import dev.visor.print.ColorTable;
import dev.visor.print.Printer;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A printer and a camera that were calibrated by a photograph of a color chart. The file is read whenever it is asked for.
 *
 * @param file a file of {@code visor print calibrate}
 * @param sha256 of the file, in hexadecimal; if it is left out, that of the file as it is now
 */
public record CalibratedPrinter(String file, @Nullable String sha256) implements Printer {

    /** What files can set. */
    public static final Settings<CalibratedPrinter> SETTINGS = Settings.of(
            CalibratedPrinter.class,
            Setting.of("file", Type.path(), "a file of 'visor print calibrate'"),
            Setting.of("sha256", Type.optional(Type.line()), "its SHA-256; left out, that of the file as it is"));

    /**
     * Reads the file if it is named for the first time.
     *
     * @throws IllegalArgumentException with one line naming the file if it cannot be read or holds something else
     */
    public CalibratedPrinter {
        sha256 = PinnedFile.pin(file, sha256, bytes -> CalibrationFile.parse(bytes, file));
    }

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException with one line naming the file if it cannot be read or is not what it was
     */
    @Override
    public ColorTable table() {
        return read().colorTable();
    }

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException with one line naming the file if it cannot be read or is not what it was
     */
    @Override
    public List<Color> printableColors() {
        return read().colors();
    }

    private CalibrationFile read() {
        try {
            return CalibrationFile.parse(PinnedFile.read(file, Objects.requireNonNull(sha256)), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
