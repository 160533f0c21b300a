package dev.visor.store.print;

import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.print.ChartPhotograph;
import dev.visor.print.ChartReading;
import dev.visor.print.Gamut;
import dev.visor.store.file.Pictures;
import dev.visor.store.file.ReadableFile;
import dev.visor.store.file.Sha256;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file with a photograph of a printed color chart. Immutable and thread-safe.
 *
 * @param chart the chart in it
 * @param reading what it shows
 * @param file what is kept of it
 */
public record CalibrationPhotograph(ChartPhotograph chart, ChartReading reading, CalibrationFile file) {

    /**
     * Reads a photograph.
     *
     * @throws IOException with one line naming the file if it is no picture, or the chart can't be found or read in it
     */
    public static CalibrationPhotograph read(Path photograph) throws IOException {
        String name = photograph.toString();
        byte[] bytes = ReadableFile.read(photograph, name, Pictures.MAX_FILE_BYTES);
        Image image = PictureCodec.decode(bytes, name);
        try {
            ChartPhotograph chart = ChartPhotograph.find(image);
            ChartReading reading = chart.read();
            return new CalibrationPhotograph(chart, reading, CalibrationFile.of(reading, Sha256.of(bytes)));
        } catch (IllegalArgumentException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        }
    }

    /** Returns the colors that can be printed. */
    public Gamut gamut() {
        return Gamut.of(file.colorTable());
    }

    /** Returns the chart as if it had been photographed from straight above. */
    public Image rectified() {
        return chart.rectified();
    }
}
