package dev.visor.store.print;

import dev.visor.image.Color;
import dev.visor.print.ColorTable;
import dev.visor.print.Printer;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A printer and a camera that were calibrated by a photograph of a color chart. The file is read whenever it is asked for.
 *
 * @param file a file of {@code visor print calibrate}
 */
public record CalibratedPrinter(String file) implements Printer {

    /** What files can set. */
    public static final Settings<CalibratedPrinter> SETTINGS =
            Settings.of(CalibratedPrinter.class, Setting.of("file", Type.path(), "a file of 'visor print calibrate'"));

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException with one line naming the file if it cannot be read or holds something else
     */
    @Override
    public ColorTable table() {
        return read().colorTable();
    }

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException with one line naming the file if it cannot be read or holds something else
     */
    @Override
    public List<Color> printableColors() {
        return read().colors();
    }

    private CalibrationFile read() {
        try {
            return CalibrationFile.read(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }
}
