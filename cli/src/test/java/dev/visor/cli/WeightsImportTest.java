package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.store.file.Sha256;
import dev.visor.store.weights.LoadedWeights;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import us.hebi.matlab.mat.format.Mat5;

/** {@code visor weights import} on whole files, and on bad ones: exit code 2, one line, every file as it was. */
class WeightsImportTest {

    private static final String DIR = "DIR";

    /** Apart from the whole network, so that a look at all files is quick. */
    private static final String WHOLE = "WHOLE";

    @TempDir
    static Path dir;

    @TempDir
    static Path whole;

    @BeforeAll
    static void makeFiles() throws IOException {
        Vgg16Files.write(whole.resolve("vgg16.safetensors"), 13);
        Vgg16Files.write(dir.resolve("few.safetensors"), 2);
        Files.write(
                dir.resolve("torn.safetensors"),
                Arrays.copyOf(Files.readAllBytes(dir.resolve("few.safetensors")), 100_000));
        Files.writeString(dir.resolve("letter.h5"), "no weights but a letter, and longer than a header");
        makeHdf5("other.h5", new String[] {"dense_1"}, new float[3][3][3][64]);
        makeHdf5("few.h5", new String[] {"conv1_1"}, new float[3][3][3][64]);
        makeHdf5("narrow.h5", new String[] {"conv1_1"}, new float[3][3][3][32]);
        try (WritableHdfFile hdf = HdfFile.write(dir.resolve("plain.h5"))) {
            hdf.putDataset("x", new float[3]);
        }
        byte[] hdf5 = Files.readAllBytes(dir.resolve("few.h5"));
        Files.write(dir.resolve("torn.h5"), Arrays.copyOf(hdf5, hdf5.length / 2));
        Mat5.writeToFile(
                Mat5.newMatFile().addArray("layers", Mat5.newCell(1, 2)),
                dir.resolve("other.mat").toFile());
        Mat5.writeToFile(
                Mat5.newMatFile().addArray("x", Mat5.newScalar(1)),
                dir.resolve("plain.mat").toFile());
        cut("other.mat", "torn.mat");
        makeZip("evil.pt", "cos\nsystem\nX\u0002\0\0\0ls\u0085R.");
        makeZip("empty.pt", "}.");
        makeZip("cut.pt", "}");
        cut("empty.pt", "torn.pt");
        Files.write(dir.resolve("old.pt"), new byte[] {(byte) 0x80, 2, (byte) 0x8a, 10, 0x6c, (byte) 0xfc});
        Files.createDirectory(dir.resolve("empty"));
    }

    private static void makeHdf5(String name, String[] layers, float[][][][] kernel) {
        try (WritableHdfFile hdf = HdfFile.write(dir.resolve(name))) {
            hdf.putAttribute("layer_names", layers);
            var group = hdf.putGroup(layers[0]);
            group.putAttribute("weight_names", new String[] {"kernel:0", "bias:0"});
            group.putDataset("kernel:0", kernel);
            group.putDataset("bias:0", new float[64]);
        }
    }

    private static void makeZip(String name, String pickle) throws IOException {
        try (OutputStream out = Files.newOutputStream(dir.resolve(name));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(pickle.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static void cut(String whole, String torn) throws IOException {
        byte[] bytes = Files.readAllBytes(dir.resolve(whole));
        Files.write(dir.resolve(torn), Arrays.copyOf(bytes, bytes.length - 20));
    }

    @Test
    void convertsAndShowsHowToUseIt() throws IOException {
        Path source = whole.resolve("vgg16.safetensors");
        Path out = whole.resolve("out/vgg16.safetensors");
        CommandRun run = importTo(out, source, "--input", "RGB, (x-127.5)/127.5");
        assertThat(run.out())
                .isEqualToNormalizingNewlines(
                        "format   safetensors\ntensors  26\ninput    RGB, (x-127.5)/127.5\nSHA-256  " + Sha256.of(out)
                                + "\nwrote " + out + "\nuse it with: visor train --network vgg16 --weights " + out
                                + "\n");
        assertThat(run.err()).isEmpty();
        LoadedWeights weights = LoadedWeights.read(out);
        assertThat(weights.tensors().values("features.28.weight")).containsOnly(12 / 64f);
        assertThat(weights.tensors().metadata()).containsEntry("sha256/vgg16.safetensors", Sha256.of(source));

        assertThat(importTo(out, source, "--input", "RGB, (x-127.5)/127.5").out())
                .contains(out + " is already there, unchanged");
        CommandRun refused = CommandRun.of("weights", "import", source.toString(), "--out", out.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err().strip())
                .isEqualTo("visor: " + out + ": is already there with other bytes; --force replaces it");
        assertThat(importTo(out, source, "--force").out()).contains("input    RGB, (x-[123.675, 116.28, 103.53])/");
    }

    private static CommandRun importTo(Path out, Path source, String... options) {
        return CommandRun.good(Stream.concat(
                        Stream.of("weights", "import", source.toString(), "--out", out.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    @Test
    void infoShowsWhatWasImported() throws IOException {
        Path out = whole.resolve("info.safetensors");
        importTo(out, whole.resolve("vgg16.safetensors"));
        assertThat(CommandRun.good("weights", "info", out.toString()).out().lines())
                .contains(
                        "SHA-256 " + Sha256.of(out),
                        "network: vgg16",
                        "source: safetensors",
                        "input: RGB, (x-[123.675, 116.28, 103.53])/[58.395, 57.12, 57.375]")
                .anyMatch(line -> line.matches("features\\.28\\.weight +\\[512, 512, 3, 3]"))
                .anyMatch(line -> line.matches("features\\.0\\.bias +\\[64]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            DIR/none.h5          | DIR/none.h5: there is no such file
            DIR/letter.h5        | DIR/letter.h5: is no file of weights that is known, must be Keras HDF5, MatConvNet, PyTorch
            DIR/other.h5         | DIR/other.h5: has no layer conv1_1, must have the 13 convolutions of VGG16 (configuration D)
            DIR/few.h5           | DIR/few.h5: has no layer conv1_2, must have the 13 convolutions of VGG16 (configuration D)
            DIR/narrow.h5        | narrow.h5: conv1_1/kernel:0 has the shape [3, 3, 3, 32], must be [3, 3, 3, 64] (height,
            DIR/plain.h5         | DIR/plain.h5: is an HDF5 file but no weights of Keras 1 or 2, must have the attribute layer
            DIR/torn.h5          | DIR/torn.h5: is a damaged HDF5 file:
            DIR/other.mat        | DIR/other.mat: has no layer conv1_1, must have the 13 convolutions of VGG16 (configuration D)
            DIR/plain.mat        | DIR/plain.mat: is a MATLAB file but no network of MatConvNet, must have the cell layers or
            DIR/torn.mat         | DIR/torn.mat: is a damaged MATLAB file: has
            DIR/evil.pt          | DIR/evil.pt: its pickle calls os.system, which is not done here: only tensors, plain values
            DIR/empty.pt         | DIR/empty.pt: has no tensor features.0.weight, must have the 13 convolutions of VGG16
            DIR/cut.pt           | DIR/cut.pt: is a damaged pickle:
            DIR/torn.pt          | DIR/torn.pt: is a damaged zip archive:
            DIR/old.pt           | DIR/old.pt: is a file of torch.save from before torch 1.6, must be saved again by a later
            DIR/few.safetensors  | DIR/few.safetensors: has no tensor features.5.weight, must have the 13 convolutions
            DIR/torn.safetensors | DIR/torn.safetensors: has
            DIR/empty            | DIR/empty/package.json: there is no such file
            DIR/few.h5 --input green                | illegal input: "green", must be like "RGB, (x-127.5)/127.5" or "BGR,
            DIR/few.h5 --input BGR,(x-300)/1        | illegal input: "BGR,(x-300)/1", must be like
            WHOLE/vgg16.safetensors --out DIR/few.h5/x | DIR/few.h5/x: cannot be written: DIR/few.h5 is a file, must be
            WHOLE/vgg16.safetensors --out DIR/empty   | DIR/empty: is a folder, must be a file to write
            WHOLE/vgg16.safetensors --out DIR/few.h5  | DIR/few.h5: is already there with other bytes; --force replaces it
            """)
    void badInput(String arguments, String message) throws IOException {
        Map<String, Integer> before = Fixtures.snapshot(dir);
        String command = "weights import " + arguments + (arguments.contains("--out") ? "" : " --out DIR/new");
        CommandRun run = CommandRun.of(
                Stream.of(command.split(" +")).map(WeightsImportTest::inFolders).toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("visor: ").contains(inFolders(message));
        assertThat(run.out()).isEmpty();
        assertThat(Fixtures.snapshot(dir)).isEqualTo(before);
    }

    private static String inFolders(String text) {
        return text.replace(DIR, dir.toString()).replace(WHOLE, whole.toString());
    }
}
