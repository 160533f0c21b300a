package dev.visor.store.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.image.Color;
import dev.visor.print.ColorTable;
import dev.visor.store.MutatedFiles;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IccPrinterTest {

    private static final double PAPER = 0.8;
    private static final double INK = 0.03;

    @TempDir
    Path dir;

    /** Ink that reflects a little, on paper that does not reflect all; red ink is seen in the green channel too. */
    private static double[] printed(double[] device) {
        double[] seen = new double[3];
        for (int channel = 0; channel < 3; channel++) {
            double linear = PrinterProfile.linear(device[channel]);
            double next = PrinterProfile.linear(device[(channel + 2) % 3]);
            seen[channel] = INK + (1 - INK) * (0.9 * linear + 0.1 * next);
        }
        return seen;
    }

    private String file(byte[] bytes) throws IOException {
        return Files.write(dir.resolve("printer.icc"), bytes).toString();
    }

    @Test
    void whatIsSeenIsTheInkOnThePaper() throws IOException {
        ColorTable table =
                new IccPrinter(file(PrinterProfile.of("prtr", PAPER, IccPrinterTest::printed)), null).table();
        double most = 0;
        for (int i = 0; i < 125; i++) {
            double[] sent = {i / 25 / 4.0, i / 5 % 5 / 4.0, i % 5 / 4.0};
            Color seen = table.at(new Color((float) sent[0], (float) sent[1], (float) sent[2]));
            double[] expected = printed(sent);
            for (int channel = 0; channel < 3; channel++) {
                double value = PrinterProfile.encoded(PAPER * expected[channel]);
                most = Math.max(most, Math.abs(value - seen.component(channel)));
            }
        }
        // Tables of 8 bits and 17 nodes.
        assertThat(most).isLessThan(0.05);
        assertThat(table.at(new Color(1, 1, 1)).green()).isBetween(0.89f, 0.92f);
        assertThat(table.at(new Color(0, 0, 0)).green()).isBetween(0.14f, 0.19f);
    }

    @Test
    void whatIsNoPrintersProfileIsRefusedInOneLine() throws IOException {
        byte[] display = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        refused(display, "is the profile of a display");
        refused(PrinterProfile.of("scnr", PAPER, IccPrinterTest::printed), "is the profile of a scanner or a camera");
        refused(PrinterProfile.of("abst", PAPER, IccPrinterTest::printed), "is the profile of no device");
        refused(oneWay(), "has no tables for both ways");
        refused(new byte[300], "is no ICC profile");
        refused(new byte[0], "is no ICC profile");
        assertThatThrownBy(() -> new IccPrinter(dir.resolve("none.icc").toString(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(dir.resolve("none.icc") + ": there is no such file");
    }

    /** Returns a printer's profile whose tables to the device have other names. */
    private static byte[] oneWay() {
        byte[] bytes = PrinterProfile.of("prtr", PAPER, IccPrinterTest::printed);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.replace("B2A", "X2A").getBytes(StandardCharsets.ISO_8859_1);
    }

    private void refused(byte[] bytes, String what) throws IOException {
        String file = file(bytes);
        assertThatThrownBy(() -> new IccPrinter(file, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + ": " + what + ", must be an ICC profile of a printer (class prtr)");
    }

    @Test
    void changedProfilesAreReadOrRefused() throws Exception {
        String file = file(PrinterProfile.of("prtr", PAPER, IccPrinterTest::printed));
        MutatedFiles.check(Path.of(file), changed -> {
            try {
                return new IccPrinter(changed.toString(), null).table();
            } catch (IllegalArgumentException e) {
                throw new IOException(e.getMessage(), e);
            }
        });
    }

    /** What a run was made with must be what it goes on with. */
    @Test
    void anotherProfileInTheSameFileIsRefused() throws IOException {
        String file = file(PrinterProfile.of("prtr", PAPER, IccPrinterTest::printed));
        IccPrinter printer = new IccPrinter(file, null);
        file(PrinterProfile.of("prtr", 0.5, IccPrinterTest::printed));
        assertThatThrownBy(printer::table)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith(file + ": has changed since the experiment first named it: its SHA-256 is ")
                .hasMessageEndingWith(", must be " + printer.sha256());
        assertThat(new IccPrinter(file, printer.sha256())).isEqualTo(printer);
        assertThatThrownBy(() -> new IccPrinter(file, "0"))
                .hasMessage("illegal sha256: 0, must be 64 hexadecimal digits");
    }
}
