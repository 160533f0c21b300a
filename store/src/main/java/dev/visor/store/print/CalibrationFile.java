package dev.visor.store.print;

import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.print.ChartReading;
import dev.visor.print.ColorTable;
import dev.visor.print.Gamut;
import dev.visor.print.Printer;
import dev.visor.run.IllegalSettingException;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A printer and a camera as they were calibrated, as a JSON file.
 *
 * @param version of the form of the file, {@link #VERSION}
 * @param photograph the SHA-256 of the photograph of the chart, in hexadecimal
 * @param patches how many of the chart were used
 * @param black what is seen of black, {@code #rrggbb}
 * @param white what is seen of white, {@code #rrggbb}
 * @param gamut the volume of the seen colors as a share of that of all RGB colors
 * @param printableColors 30 colors that can be printed, as they are seen, {@code #rrggbb}
 * @param size nodes of the table along each axis
 * @param table red, green and blue of each node in [0, 1], as {@link ColorTable#of} takes them
 */
public record CalibrationFile(
        int version,
        String photograph,
        int patches,
        String black,
        String white,
        double gamut,
        List<String> printableColors,
        int size,
        List<List<Float>> table) {

    /** The form of files that this program reads and writes. */
    public static final int VERSION = 1;

    /** Copies the lists and checks the version. */
    public CalibrationFile {
        IllegalSettingException.check(
                version == VERSION, "version of a calibrated printer", version, String.valueOf(VERSION));
        printableColors = List.copyOf(printableColors);
        table = table.stream().map(List::copyOf).toList();
    }

    /**
     * Returns the file of what was read off a chart.
     *
     * @param photograph the SHA-256 of the photograph
     */
    public static CalibrationFile of(ChartReading reading, String photograph) {
        ColorTable fitted = reading.table();
        Gamut gamut = Gamut.of(fitted);
        Printer printer = () -> fitted;
        List<List<Float>> nodes = new ArrayList<>();
        float[] values = fitted.values();
        for (int i = 0; i < values.length; i += Image.CHANNELS) {
            nodes.add(List.of(rounded(values[i]), rounded(values[i + 1]), rounded(values[i + 2])));
        }
        return new CalibrationFile(
                VERSION,
                photograph,
                reading.patches().size(),
                gamut.black().hexadecimal(),
                gamut.white().hexadecimal(),
                Math.round(gamut.share() * 10000) / 10000.0,
                printer.printableColors().stream().map(Color::hexadecimal).toList(),
                fitted.size(),
                nodes);
    }

    private static float rounded(float value) {
        return Math.round(value * 10000) / 10000f;
    }

    /**
     * Reads a file.
     *
     * @throws IOException with one line naming the file if it cannot be read or holds something else
     */
    public static CalibrationFile read(Path file) throws IOException {
        return checked(Json.read(file, CalibrationFile.class), file.toString());
    }

    /**
     * Reads what is in a file.
     *
     * @param name what to call the file in a message
     * @throws IOException with one line naming the file if it holds something else
     */
    static CalibrationFile parse(byte[] bytes, String name) throws IOException {
        return checked(Json.parse(new String(bytes, StandardCharsets.UTF_8), CalibrationFile.class, name), name);
    }

    private static CalibrationFile checked(CalibrationFile read, String name) throws IOException {
        try {
            read.colorTable();
            read.colors();
        } catch (IllegalArgumentException e) {
            throw new DamagedFileException(name, String.valueOf(e.getMessage()), e);
        }
        return read;
    }

    /** Writes the file, whole or not at all. */
    public void write(Path file) throws IOException {
        Json.write(file, this);
    }

    /** Returns what is seen for each color that is sent. */
    public ColorTable colorTable() {
        float[] values = new float[Image.CHANNELS * table.size()];
        for (int i = 0; i < table.size(); i++) {
            IllegalSettingException.check(
                    table.get(i).size() == Image.CHANNELS, "node of a color table", table.get(i), "three numbers");
            for (int channel = 0; channel < Image.CHANNELS; channel++) {
                values[Image.CHANNELS * i + channel] = table.get(i).get(channel);
            }
        }
        return ColorTable.of(size, values);
    }

    /** Returns the colors that can be printed. */
    public List<Color> colors() {
        return printableColors.stream().map(Color::parse).toList();
    }
}
