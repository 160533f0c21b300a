package dev.visor.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.cli.CommandRun;
import dev.visor.cli.SharedRun;
import dev.visor.face.Alignment;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.store.file.Pictures;
import dev.visor.store.print.CalibrationFile;
import dev.visor.store.run.AttackFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintCommandTest {

    /** Stands for the temporary folder in arguments and messages. */
    private static final String DIR = "DIR";

    @TempDir
    Path dir;

    @BeforeEach
    void makeFixtures() throws IOException {
        Pictures.writePng(dir.resolve("gray.png"), Image.filled(112, 112, new Color(0.5f, 0.5f, 0.5f)));
        Pictures.writePng(dir.resolve("small.png"), Image.filled(60, 60, new Color(0.5f, 0.5f, 0.5f)));
        Files.writeString(dir.resolve("text.txt"), "no picture");
    }

    private String[] args(String command) {
        return command.replace(DIR, dir.toString()).split(" ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            print                                                | Missing command: sheet, chart or calibrate
            print chart                                          | Missing required option: '--out=FILE'
            print chart --out DIR/x.pdf --paper a5               | illegal paper: "a5", must be a4 or letter
            print chart --out DIR                                | DIR: is a folder, must be a file to write
            print sheet --plain #ff0000                          | Missing required option: '--out=FILE'
            print sheet --out DIR/x.pdf --plain red              | illegal color: "red", must be #rrggbb
            print sheet --out DIR/x.pdf --plain #ff0000 --eye-distance 49 | illegal eye distance: 49.0, must be in [50, 80] mm
            print sheet --out DIR/x.pdf --plain #ff0000 --eye-distance 81 | illegal eye distance: 81.0, must be in [50, 80] mm
            print sheet --out DIR/x.pdf --plain #ff0000 --dpi 50 | illegal resolution: 50, must be in [72, 1200] dpi
            print sheet --out DIR/x.pdf --plain #ff0000 --accessory scarf | illegal accessory: "scarf", must be one of [eyeglass frame
            print sheet --out DIR/x.pdf --plain #ff0000 --accessory face-mask --plain #00ff00 --plain #0000ff --paper letter | illegal sheet: face mask 108 x 81 mm, face mask
            print sheet --out DIR/x.pdf --run DIR/none           | DIR/none
            print sheet --out DIR/x.pdf --image DIR/text.txt     | DIR/text.txt
            print sheet --out DIR/x.pdf --image DIR/small.png    | DIR/small.png: is 60x60, must be 112x112
            print sheet --out DIR/x.pdf --image DIR/gray.png --face DIR/small.png | DIR/small.png: is 60x60, must be 112x112 as
            print sheet --out DIR/gray.png --image DIR/gray.png  | DIR/gray.png: is the same file as
            print calibrate --out DIR/x.json                     | Missing required parameter: 'PHOTO'
            print calibrate DIR/gray.png --out DIR/x.json        | DIR/gray.png: corner marks of the color chart: 0 found, must be 4
            print calibrate DIR/text.txt --out DIR/x.json        | DIR/text.txt
            print calibrate DIR/none.jpg --out DIR/x.json        | DIR/none.jpg: there is no such file
            print calibrate DIR/gray.png --out DIR/gray.png      | DIR/gray.png: is the same file as
            """)
    void badInput(String command, String message) {
        CommandRun run = CommandRun.of(args(command));
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.messages()).hasSize(1);
        assertThat(run.err()).contains(message.replace(DIR, dir.toString()));
        assertThat(dir.resolve("x.pdf")).doesNotExist();
        assertThat(dir.resolve("x.json")).doesNotExist();
    }

    @Test
    void aPictureAndPlainColorsShareASheet() {
        EyeglassFrame frame = EyeglassFrame.DEFAULT;
        assertThat(frame.wear(Alignment.ARCFACE.landmarks(112, 112), 112, 112).share())
                .isPositive();
        CommandRun run = CommandRun.good(
                args("print sheet --image DIR/gray.png --plain #dcd232 --plain #102030 --out DIR/sheet.pdf --dpi 100"));
        assertThat(run.out())
                .containsPattern("1 +eyeglass frame +the person in the picture +- +148.7 x 39.1 mm +gray.png")
                .containsPattern("2 +eyeglass frame +an honest person +nobody +148.7 x 39.1 mm +plain #dcd232")
                .contains("plain #102030", "wrote " + dir.resolve("sheet.pdf"));
        assertThat(run.err()).isEmpty();
        assertThat(dir.resolve("sheet.pdf")).isNotEmptyFile();
    }

    @Test
    void theAttacksOfARunAreFound() throws IOException {
        String folder = SharedRun.whole().toString();
        Path attacks = SharedRun.whole().resolve("attacks/unaware/eyeglass frame");
        String id = AttackFolder.readSummary(attacks).attacks().get(0).id();
        CommandRun run = sheet(folder, "unaware/eyeglass frame/" + id, "a.pdf");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .containsPattern(
                        "1 +eyeglass frame +\\S+ \\S+ +\\S+ \\S+ +\\d+\\.\\d x \\d+\\.\\d mm +" + id.substring(0, 8));
        sheet(folder, "unaware/eyeglass frame/" + id, "b.pdf");
        assertThat(dir.resolve("b.pdf")).hasSameBinaryContentAs(dir.resolve("a.pdf"));
        sheet(folder, "adaptive/eyeglass frame/none/" + id, "b.pdf");
        assertThat(Files.readAllBytes(dir.resolve("b.pdf"))).isNotEqualTo(Files.readAllBytes(dir.resolve("a.pdf")));
        refused(
                sheet(folder, id, "c.pdf"),
                "--attack: \"" + id + "\" names 6 attacks of " + folder + ", must name one, such as"
                        + " adaptive/eyeglass frame/found/" + id + " or ");
        refused(sheet(folder, "E999", "c.pdf"), "--attack: \"E999\" names 0 attacks of " + folder);
        assertThat(dir.resolve("c.pdf")).doesNotExist();
    }

    private CommandRun sheet(String folder, String attack, String file) {
        return CommandRun.of(
                "print",
                "sheet",
                "--run",
                folder,
                "--attack",
                attack,
                "--out",
                dir.resolve(file).toString());
    }

    private static void refused(CommandRun run, String message) {
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.messages()).hasSize(1);
        assertThat(run.err()).contains(message);
    }

    @Test
    void theChartIsWrittenAndCalibratesAsItIs() throws IOException {
        for (String paper : List.of("a4", "letter")) {
            CommandRun run = CommandRun.good(args("print chart --paper " + paper + " --out DIR/chart.pdf"));
            assertThat(run.out()).isEqualTo("wrote " + dir.resolve("chart.pdf") + "\n");
        }
        try (PDDocument chart = Loader.loadPDF(dir.resolve("chart.pdf").toFile())) {
            ImageIO.write(
                    new PDFRenderer(chart).renderImageWithDPI(0, 100),
                    "png",
                    dir.resolve("photo.png").toFile());
        }
        CommandRun run =
                CommandRun.good(args("print calibrate DIR/photo.png --out DIR/printer.json --preview DIR/preview.png"));
        assertThat(run.out())
                .contains("patches  269 of 269, 3.9 pixels per millimeter", "black    0.00 0.00 0.00")
                .contains("white    1.00 1.00 1.00", "wrote " + dir.resolve("printer.json"))
                .containsPattern("gamut +(99\\.\\d|100\\.0) % of all RGB colors")
                .containsPattern("magenta +#ff00ff +#f[ef]0[0-2]f[ef] +(0.99|1.00) +0.0[01] +(0.99|1.00)");
        assertThat(run.err()).isEmpty();
        assertThat(CalibrationFile.read(dir.resolve("printer.json")).patches()).isEqualTo(269);
        assertThat(Pictures.read(dir.resolve("preview.png")).width()).isEqualTo(720);
    }
}
