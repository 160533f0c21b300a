package dev.visor.store.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.print.ChartReading;
import dev.visor.print.ColorTable;
import dev.visor.print.Paper;
import dev.visor.print.ParametricPrinter;
import dev.visor.print.Printer;
import dev.visor.setting.Registry;
import dev.visor.store.MutatedFiles;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CalibrationTest {

    private static final ColorTable PRINTER = ParametricPrinter.DEFAULT.table();

    @TempDir
    Path dir;

    private Image chart = Image.filled(1, 1, new Color(1, 1, 1));

    @BeforeAll
    void print() throws IOException {
        chart = SimulatedPhotograph.print(new ChartPdf(Paper.A4).bytes(), PRINTER);
    }

    private SimulatedPhotograph photograph() {
        return new SimulatedPhotograph(chart);
    }

    private Path file(byte[] bytes) throws IOException {
        Path file = dir.resolve("photo.jpg");
        Files.write(file, bytes);
        return file;
    }

    /** Returns the differences of all channels of all patches, sorted; the light is that of the photograph's own white. */
    private static List<Double> errors(ChartReading reading, double light) {
        List<Double> errors = new ArrayList<>();
        for (ChartReading.SeenPatch patch : reading.patches()) {
            Color truth = PRINTER.at(patch.sent());
            for (int channel = 0; channel < 3; channel++) {
                errors.add(
                        Math.abs(light * truth.component(channel) - patch.seen().component(channel)));
            }
        }
        Collections.sort(errors);
        return errors;
    }

    @ParameterizedTest
    @CsvSource({
        // degrees, tilt x, tilt y, light, uneven, blur, noise, quality, median, 95 of 100
        "0, 0, 0, 1, 0, 0, 0, 95, 0.004, 0.01",
        "20, 0.15, -0.1, 1, 0, 0, 0, 95, 0.004, 0.01",
        "-8, 0.3, 0.2, 1, 0, 0, 0, 95, 0.004, 0.01",
        "180, 0.1, 0.1, 1, 0, 0, 0, 95, 0.004, 0.01",
        "97, 0, 0.1, 1, 0, 0, 0, 95, 0.004, 0.01",
        "5, 0.1, 0.1, 0.35, 0, 0, 0.02, 90, 0.006, 0.015",
        "5, 0.1, 0.1, 0.8, 0.2, 0, 0, 90, 0.008, 0.02",
        "5, 0.1, 0.1, 1, 0, 2.5, 0, 90, 0.006, 0.02",
        "5, 0.1, 0.1, 0.9, 0, 0, 0.05, 90, 0.006, 0.02",
        "5, 0.1, 0.1, 0.9, 0, 0, 0, 35, 0.01, 0.03",
        "12, 0.2, -0.1, 0.6, 0.1, 1.5, 0.03, 60, 0.01, 0.03",
    })
    void theColorsAreRecovered(
            double degrees,
            double tiltX,
            double tiltY,
            double light,
            double uneven,
            double blur,
            double noise,
            int quality,
            double median,
            double most)
            throws IOException {
        byte[] photo = photograph()
                .view(175, degrees, tiltX, tiltY, 105, 148)
                .light(light, uneven)
                .blurred(blur)
                .noisy(noise)
                .jpeg(quality)
                .take();
        CalibrationPhotograph read = CalibrationPhotograph.read(file(photo));
        assertThat(read.reading().patches()).hasSizeGreaterThan(255);
        // Uneven light has another mean over the chart than in its middle.
        double mean = light(read.reading());
        assertThat(mean).isCloseTo(light, within(0.02 + uneven / 2));
        List<Double> errors = errors(read.reading(), mean);
        assertThat(errors.get(errors.size() / 2)).isLessThan(median);
        assertThat(errors.get(errors.size() * 95 / 100)).isLessThan(most);
        float[] fitted = read.file().colorTable().values();
        float[] truth = ColorTable.sampled(6, PRINTER::at).values();
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            sum += Math.abs(fitted[i] - mean * truth[i]) / truth.length;
        }
        assertThat(sum).as("mean error of the table").isLessThan(most);
    }

    private static double light(ChartReading reading) {
        double seen = 0;
        double truth = 0;
        for (ChartReading.SeenPatch patch : reading.patches()) {
            seen += patch.seen().green();
            truth += PRINTER.at(patch.sent()).green();
        }
        return seen / truth;
    }

    @Test
    void partsInGlareAreLeftOut() throws IOException {
        Image photo = PictureCodec.decode(photograph().take(), "photo");
        CalibrationPhotograph read = CalibrationPhotograph.read(file(glare(photo, 300)));
        assertThat(read.reading().unusable()).isBetween(20, 60);
        List<Double> errors = errors(read.reading(), light(read.reading()));
        assertThat(errors.get(errors.size() * 95 / 100)).isLessThan(0.03);
        Path flooded = file(glare(photo, 480));
        assertThatThrownBy(() -> CalibrationPhotograph.read(flooded))
                .hasMessageMatching(
                        ".*photo.jpg: usable patches of the color chart: 1\\d\\d of 269, must be at least 200");
    }

    /** Draws a white disc in the middle of a picture. */
    private static byte[] glare(Image photo, int radius) {
        float[] values = photo.values();
        for (int i = 0; i < values.length; i++) {
            int x = i % photo.width() - photo.width() / 2;
            int y = i / photo.width() % photo.height() - photo.height() / 2;
            values[i] = x * x + y * y < radius * radius / 2 ? 1 : values[i];
        }
        return PictureCodec.encodeJpeg(Image.of(photo.width(), photo.height(), values));
    }

    @Test
    void photographsThatShowNoWholeChartAreRefused() throws IOException {
        refused(photograph().view(105, 0, 0, 0, 50, 148), "corner marks of the color chart: 2 found, must be 4");
        refused(photograph().view(80, 0, 0, 0, 105, 148), "corner marks of the color chart: 0 found, must be 4");
        refused(photograph().view(125, 3, 0, 0, 105, 60), "corner marks of the color chart: 2 found, must be 4");
        refused(photograph().size(300, 400).view(250, 0, 0, 0, 105, 148), "must be");
        refused(photograph().blurred(16), "must be");
        refused(photograph().light(0.05, 0), "must be");
        refused(photograph().light(3, 0), "gray between the patches: 1.00 of white, must be at most 0.97");
        Pictures.writePng(dir.resolve("gray.png"), Image.filled(400, 300, new Color(0.5f, 0.5f, 0.5f)));
        assertThatThrownBy(() -> CalibrationPhotograph.read(dir.resolve("gray.png")))
                .hasMessageContaining("gray.png: corner marks of the color chart: 0 found, must be 4; photograph");
    }

    @Test
    void otherPrintsWithTheSameMarksAreRefused() throws IOException {
        ColorTable inverted =
                ColorTable.sampled(2, color -> new Color(1 - color.red(), color.green(), 1 - color.blue()));
        Image page = SimulatedPhotograph.render(new ChartPdf(Paper.A4).bytes(), 150);
        float[] mixed = inverted.apply(page.values());
        float[] original = page.values();
        for (int i = 0; i < mixed.length; i++) {
            int x = i % page.width() * 254 / 1500;
            int y = i / page.width() % page.height() * 254 / 1500;
            boolean corner = (x < 42 || x > 168) && (y < 66 || y > 240);
            mixed[i] = corner ? original[i] : mixed[i];
        }
        Pictures.writePng(dir.resolve("other.png"), Image.quantized(page.width(), page.height(), mixed));
        assertThatThrownBy(() -> CalibrationPhotograph.read(dir.resolve("other.png")))
                .hasMessageMatching(".*other.png: correlation with the patches of the color chart: 0.\\d\\d, must be at"
                        + " least 0.80; photograph a chart of 'visor print chart'");
    }

    private void refused(SimulatedPhotograph photograph, String message) throws IOException {
        Path file = file(photograph.take());
        assertThatThrownBy(() -> CalibrationPhotograph.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void theFileIsReadBackAndIsAPrinter() throws Exception {
        CalibrationFile written =
                CalibrationPhotograph.read(file(photograph().take())).file();
        Path file = dir.resolve("printer.json");
        written.write(file);
        assertThat(CalibrationFile.read(file)).isEqualTo(written);
        CalibratedPrinter printer = new CalibratedPrinter(file.toString(), null);
        assertThat(printer.table()).isEqualTo(written.colorTable());
        assertThat(printer.printableColors()).hasSize(30).contains(Color.parse(written.white()));
        assertThat(written.table()).hasSize(216);
        assertThat(Color.parse(written.black()).green()).isCloseTo(41 / 255f, within(0.01f));
        assertThat(Color.parse(written.white()).blue()).isCloseTo(235 / 255f, within(0.01f));
        MutatedFiles.check(file, CalibrationFile::read);
        Files.writeString(file, Files.readString(file).replace("\"version\": 1", "\"version\": 2"));
        assertThatThrownBy(printer::table)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("printer.json: has changed since");
        assertThatThrownBy(() -> new CalibratedPrinter(file.toString(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("printer.json")
                .hasMessageContaining("illegal version of a calibrated printer: 2, must be 1");
        assertThatThrownBy(() -> new CalibratedPrinter(dir.resolve("none.json").toString(), null))
                .hasMessageEndingWith("none.json: there is no such file");
    }

    @Test
    void theKindsAreRegistered() {
        assertThat(Registry.standard().kinds(Printer.class))
                .extracting(kind -> kind.name())
                .contains("parametric", "calibrated", "icc");
    }

    @Test
    void thePreviewShowsTheChartFromAbove() throws IOException {
        CalibrationPhotograph read = CalibrationPhotograph.read(
                file(photograph().view(175, 12, 0.2, -0.1, 105, 148).take()));
        Image above = read.rectified();
        assertThat(above.width()).isEqualTo(720);
        assertThat(above.height()).isEqualTo(912);
        for (ChartReading.SeenPatch patch : read.reading().patches().subList(0, 1)) {
            assertThat(above.value(0, 24, 30 * 4)).isCloseTo(patch.seen().red(), within(0.02f));
        }
    }
}
