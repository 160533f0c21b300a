package dev.visor.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.cli.CommandRun;
import dev.visor.cli.Fixtures;
import dev.visor.cli.SharedRun;
import dev.visor.face.Similarity;
import dev.visor.face.SimilarityWarp;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.store.file.Pictures;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures that are damaged, odd or show nobody, with every command that takes pictures. */
class OddPicturesTest {

    /** What is wrong with each. */
    private static final Map<String, String> BAD = new TreeMap<>(Map.of(
            "animated.gif", "is no JPEG, PNG, BMP or WebP picture",
            "cut.jpg", "is cut off after",
            "empty.jpg", "is empty, must be a picture",
            "long.png", "is 20000x500 pixels, must have at most 50 megapixels and 16384 pixels a side",
            "small.png", "shows no face that the detector finds",
            "text.jpg", "is no JPEG, PNG, BMP or WebP picture",
            "wall.png", "shows no face that the detector finds"));

    private static final List<String> GOOD = List.of("deep.png", "gray-alpha.png", "plain.png", "wide.png");

    @TempDir
    static Path dir;

    private static Path pictures = Path.of("");
    private static Path gallery = Path.of("");

    @BeforeAll
    static void write() throws IOException {
        pictures = Files.createDirectories(dir.resolve("pictures"));
        gallery = dir.resolve("gallery.safetensors");
        Image crop = Pictures.read(SharedRun.faces().resolve("John_Salley/1.png"));
        writeBad(crop);
        Image plain = photograph(crop, 0.99, 400, 300);
        Pictures.writePng(pictures.resolve("plain.png"), plain);
        Pictures.writePng(pictures.resolve("wide.png"), photograph(crop, 0.99, 6000, 300));
        png("deep.png", plain, ColorSpace.CS_sRGB, false, DataBuffer.TYPE_USHORT);
        png("gray-alpha.png", plain, ColorSpace.CS_GRAY, true, DataBuffer.TYPE_BYTE);
        CommandRun.good(
                "enroll", SharedRun.faces().toString(), "--gallery", gallery.toString(), "--false-match-rate", "0.1");
    }

    private static void writeBad(Image crop) throws IOException {
        Files.createFile(pictures.resolve("empty.jpg"));
        Fixtures.truncatedJpeg(pictures.resolve("cut.jpg"));
        Files.writeString(pictures.resolve("text.jpg"), "no picture\n");
        ImageIO.write(
                new BufferedImage(20_000, 500, BufferedImage.TYPE_BYTE_BINARY),
                "png",
                pictures.resolve("long.png").toFile());
        ImageIO.write(
                new BufferedImage(200, 200, BufferedImage.TYPE_BYTE_BINARY),
                "gif",
                pictures.resolve("animated.gif").toFile());
        Pictures.writePng(pictures.resolve("wall.png"), Image.filled(300, 200, new Color(0.5f, 0.4f, 0.3f)));
        Pictures.writePng(pictures.resolve("small.png"), photograph(crop, 0.05, 300, 200));
    }

    private static Image photograph(Image crop, double scale, int width, int height) {
        return SimilarityWarp.onBlack(new Similarity(scale, 0.1 * scale, width / 3.0, 60), width, height)
                .quantized(crop);
    }

    private static void png(String name, Image picture, int space, boolean alpha, int type) throws IOException {
        ComponentColorModel colors = new ComponentColorModel(
                ColorSpace.getInstance(space),
                alpha,
                false,
                alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                type);
        WritableRaster raster = colors.createCompatibleWritableRaster(picture.width(), picture.height());
        int most = type == DataBuffer.TYPE_USHORT ? 65535 : 255;
        for (int i = 0; i < picture.width() * picture.height(); i++) {
            int x = i % picture.width();
            int y = i / picture.width();
            for (int band = 0; band < raster.getNumBands(); band++) {
                boolean color = space == ColorSpace.CS_sRGB || band == 0;
                raster.setSample(x, y, band, color ? Math.round(most * picture.value(band, y, x)) : 200);
            }
        }
        BufferedImage image = new BufferedImage(colors, raster, false, null);
        assertThat(ImageIO.write(image, "png", pictures.resolve(name).toFile())).isTrue();
    }

    private static String run() {
        return SharedRun.trained().toString();
    }

    @Test
    void goodOnesAreRecognizedAndBadOnesAreNamed() {
        for (CommandRun all : List.of(
                CommandRun.good("identify", pictures.toString(), "--gallery", gallery.toString()),
                CommandRun.good("defend", pictures.toString(), "--run", run(), "--defense", "saliency-mask"))) {
            BAD.forEach((name, problem) -> assertThat(all.messages())
                    .filteredOn(line -> line.startsWith("left out: " + pictures.resolve(name) + ": " + problem))
                    .hasSize(1));
            assertThat(all.out().lines()).hasSize(GOOD.size()).allMatch(line -> line.contains(": John_Salley"));
        }
    }

    @Test
    void aloneABadOneIsOneLineWithTheCodeTwo() {
        BAD.forEach((name, problem) -> {
            String bad = pictures.resolve(name).toString();
            String good = pictures.resolve("plain.png").toString();
            refused(bad, problem, "inspect", bad, "--run", run());
            refused(bad, problem, "identify", bad, "--gallery", gallery.toString());
            refused(bad, problem, "verify", good, bad, "--gallery", gallery.toString());
        });
        String folder = pictures.toString();
        refused(folder, "is no file but a folder", "inspect", folder, "--run", run());
        refused(folder, "is no file but a folder", "verify", folder, folder, "--gallery", gallery.toString());
    }

    private static void refused(String picture, String problem, String... command) {
        CommandRun run = CommandRun.of(command);
        assertThat(run.code()).as(String.join(" ", command)).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.messages())
                .filteredOn(line -> line.startsWith("visor: "))
                .singleElement()
                .asString()
                .startsWith("visor: " + picture + ": " + problem);
    }

    @Test
    void allBadOnesAreNamedAtOnce() throws IOException {
        String text = pictures.resolve("text.jpg").toString();
        String empty = pictures.resolve("empty.jpg").toString();
        for (List<String> threshold :
                List.of(List.of("--threshold", "0.9"), List.of("--gallery", gallery.toString()))) {
            List<String> command = new ArrayList<>(List.of("verify", empty, text));
            command.addAll(threshold);
            CommandRun both = CommandRun.of(command.toArray(String[]::new));
            assertThat(both.code()).isEqualTo(2);
            assertThat(both.messages())
                    .containsExactly("visor: " + empty + ": is empty, must be a picture; " + text
                            + ": is no JPEG, PNG, BMP or WebP picture");
        }
        Path people = dir.resolve("people");
        for (String name : BAD.keySet()) {
            Path person = Files.createDirectories(people.resolve("P " + name.replace('.', ' ')));
            Files.copy(pictures.resolve(name), person.resolve(name));
        }
        CommandRun enrolled = CommandRun.of(
                "enroll", people.toString(), "--gallery", dir.resolve("other").toString());
        assertThat(enrolled.code()).isEqualTo(2);
        assertThat(dir.resolve("other")).doesNotExist();
        assertThat(enrolled.messages())
                .last()
                .asString()
                .contains("people without a picture that can be used: " + BAD.size());
    }
}
