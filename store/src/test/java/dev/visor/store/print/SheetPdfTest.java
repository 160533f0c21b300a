package dev.visor.store.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.EyeglassFrame;
import dev.visor.accessory.FacePoint;
import dev.visor.accessory.HatBand;
import dev.visor.accessory.Sticker;
import dev.visor.face.Alignment;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.print.AccessoryTexture;
import dev.visor.print.Paper;
import dev.visor.print.PrintedAccessory;
import dev.visor.print.SheetLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SheetPdfTest {

    private static final int DPI = 200;
    private static final Color RED = new Color(1, 0, 0);

    @TempDir
    Path dir;

    private static SheetItem item(Accessory accessory, double eyeDistance) {
        return new SheetItem(
                new PrintedAccessory(
                        accessory.name(),
                        accessory,
                        AccessoryTexture.plain(RED),
                        Alignment.ARCFACE.landmarks(112, 112),
                        112,
                        112,
                        eyeDistance),
                "Łukasz 王",
                "Ann",
                "E001");
    }

    private static SheetPdf sheet(Paper paper, int dpi, double eyeDistance, Accessory... accessories) {
        List<SheetItem> items = new ArrayList<>();
        for (Accessory accessory : accessories) {
            items.add(item(accessory, eyeDistance));
        }
        return new SheetPdf(paper, dpi, eyeDistance, "A run", items);
    }

    /** Returns left, top, right and bottom of the pixels that have a color, in millimeters. */
    private static double[] box(Image page, Predicate<float[]> wanted) {
        double[] box = {page.width(), page.height(), 0, 0};
        for (int i = 0; i < page.width() * page.height(); i++) {
            int column = i % page.width();
            int row = i / page.width();
            float[] rgb = {page.value(0, row, column), page.value(1, row, column), page.value(2, row, column)};
            if (wanted.test(rgb)) {
                box[0] = Math.min(box[0], column);
                box[1] = Math.min(box[1], row);
                box[2] = Math.max(box[2], column + 1);
                box[3] = Math.max(box[3], row + 1);
            }
        }
        for (int i = 0; i < 4; i++) {
            box[i] *= 25.4 / DPI;
        }
        return box;
    }

    private static boolean isRed(float[] rgb) {
        return rgb[0] > 0.9f && rgb[1] < 0.5f && rgb[2] < 0.5f;
    }

    @ParameterizedTest
    @CsvSource({"A4, 300, 63", "LETTER, 300, 50", "A4, 150, 79.5", "LETTER, 600, 63"})
    void theFrameHasItsTrueSizeOnThePaper(Paper paper, int dpi, double eyeDistance) throws IOException {
        Image page = SimulatedPhotograph.render(
                sheet(paper, dpi, eyeDistance, EyeglassFrame.DEFAULT).bytes(), DPI);
        assertThat(page.width() * 25.4 / DPI).isCloseTo(paper.width(), within(0.2));
        assertThat(page.height() * 25.4 / DPI).isCloseTo(paper.height(), within(0.2));
        double[] box = box(page, SheetPdfTest::isRed);
        // 0.94 and 0.2 to either side and the round ends of the temples, with a bleed of 1 mm.
        assertThat(box[2] - box[0] - 2).isCloseTo(2 * (0.94 + 0.2 + 0.04) * eyeDistance, within(0.5));
        assertThat(box[3] - box[1] - 2).isCloseTo(0.62 * eyeDistance, within(0.5));
    }

    @Test
    void theCutLineLiesOnTheEdgeAndAPieceThatIsTurnedIsWhole() throws IOException {
        SheetPdf sheet = sheet(Paper.A4, 300, 63, HatBand.WIDE);
        Image page = SimulatedPhotograph.render(sheet.bytes(), DPI);
        SheetLayout.Place place = SheetLayout.of(
                        Paper.A4, List.of(sheet.items().get(0).printed()))
                .places()
                .get(0);
        assertThat(place.turned()).isTrue();
        double[] red = box(page, SheetPdfTest::isRed);
        PrintedAccessory band = sheet.items().get(0).printed();
        assertThat(red[0]).isCloseTo(place.left() - 1, within(0.3));
        assertThat(red[1]).isCloseTo(place.top() - 1, within(0.3));
        assertThat(red[2]).isCloseTo(place.left() + band.height() + 1, within(0.3));
        assertThat(red[3]).isCloseTo(place.top() + band.width() + 1, within(0.3));
        int row = (int) ((place.top() + band.width() / 2) * DPI / 25.4);
        assertThat(darkest(page, row, place.left()))
                .as("the cut line on the left")
                .isLessThan(0.6f);
        assertThat(darkest(page, row, place.left() + band.height())).isLessThan(0.6f);
        assertThat(darkest(page, row, place.left() + 2)).as("none elsewhere").isEqualTo(1);
    }

    /** Returns the least red within a quarter of a millimeter around a place of a row. */
    private static float darkest(Image page, int row, double x) {
        float least = 1;
        for (int column = (int) ((x - 0.25) * DPI / 25.4); column <= (x + 0.25) * DPI / 25.4; column++) {
            least = Math.min(least, page.value(0, row, column));
        }
        return least;
    }

    @Test
    void theRulerMeasures100Millimeters() throws IOException {
        SheetPdf sheet = sheet(Paper.A4, 150, 63, EyeglassFrame.DEFAULT);
        Image page = SimulatedPhotograph.render(sheet.bytes(), DPI);
        SheetLayout layout =
                SheetLayout.of(Paper.A4, List.of(sheet.items().get(0).printed()));
        int row = (int) Math.round((layout.rulerTop() + 4) * DPI / 25.4); // only ticks of ten are as long
        List<Double> ticks = new ArrayList<>();
        boolean before = false;
        for (int column = 0; column < page.width(); column++) {
            boolean dark = page.value(0, row, column) < 0.7f;
            if (dark && !before) {
                ticks.add((column + 0.5) * 25.4 / DPI);
            }
            before = dark;
        }
        assertThat(ticks).hasSize(11);
        for (int i = 0; i < ticks.size(); i++) {
            assertThat(ticks.get(i) - ticks.get(0)).isCloseTo(10.0 * i, within(0.2));
        }
    }

    @Test
    void theFileAsksForNoScalingAndHoldsPicturesOfTheResolution() throws IOException {
        byte[] bytes =
                sheet(Paper.A4, 300, 63, EyeglassFrame.DEFAULT, HatBand.DEFAULT).bytes();
        try (PDDocument document = Loader.loadPDF(bytes)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(document.getDocumentCatalog().getViewerPreferences().getPrintScaling())
                    .isEqualTo("None");
            int pictures = 0;
            for (var name : document.getPage(0).getResources().getXObjectNames()) {
                PDImageXObject picture =
                        (PDImageXObject) document.getPage(0).getResources().getXObject(name);
                assertThat(picture.getHeight()).isIn((int) Math.ceil((0.62 * 63 + 2) / 25.4 * 300), (int)
                        Math.ceil((0.32 * 63 + 2) / 25.4 * 300));
                pictures++;
            }
            assertThat(pictures).isEqualTo(2);
            String text = new PDFTextStripper().getText(document);
            assertThat(text)
                    .contains(
                            "Accessories of A run",
                            "Print at 100 %",
                            "eye distance of 63 mm",
                            "eyeglass frame",
                            "hat band",
                            "Łukasz \\u738b",
                            "E001",
                            "148.7 x 39.1");
        }
    }

    @Test
    void equalSheetsAreEqualFiles() throws IOException {
        assertThat(sheet(Paper.A4, 100, 63, HatBand.DEFAULT).bytes())
                .isEqualTo(sheet(Paper.A4, 100, 63, HatBand.DEFAULT).bytes());
        assertThat(new ChartPdf(Paper.LETTER).bytes()).isEqualTo(new ChartPdf(Paper.LETTER).bytes());
    }

    @Test
    void whatDoesNotFitLeavesNoFile() {
        Path file = dir.resolve("sheet.pdf");
        Sticker large = new Sticker(new FacePoint(0, 0), 1.3, 1.2, 0.1);
        SheetPdf sheet = new SheetPdf(Paper.A4, 300, 80, "A run", Collections.nCopies(2, item(large, 80)));
        assertThatThrownBy(() -> sheet.write(file)).hasMessageContaining("must be at most 190 x");
        assertThat(Files.exists(file)).isFalse();
    }
}
