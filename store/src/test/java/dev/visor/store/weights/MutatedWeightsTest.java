package dev.visor.store.weights;

import dev.visor.store.MutatedFiles;
import dev.visor.store.file.Sha256;
import dev.visor.store.tensors.SafeTensors;
import dev.visor.store.weights.KerasFiles.Naming;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Sinks;

class MutatedWeightsTest {

    private static final Vgg16Layout LAYOUT = new Vgg16Layout(List.of(List.of(2), List.of(3)));

    @TempDir
    Path folder;

    @Test
    void readsOrRefusesSafetensors() throws Exception {
        Path file = folder.resolve("vgg.safetensors");
        SafeTensors.write(file, SmallVgg.tensors(LAYOUT, "").build());
        MutatedFiles.check(file, MutatedWeightsTest::imported);
    }

    @Test
    void readsOrRefusesHdf5() throws Exception {
        for (Naming naming : Naming.values()) {
            Path file = KerasFiles.write(folder.resolve(naming + ".h5"), LAYOUT, naming);
            MutatedFiles.check(file, MutatedWeightsTest::imported);
        }
    }

    @Test
    void readsOrRefusesMatlabFiles() throws Exception {
        MutatedFiles.check(MatConvNetFiles.write(folder.resolve("layers.mat"), LAYOUT), MutatedWeightsTest::imported);
    }

    /** Behind the 128 bytes of text, every byte of the compressed variables is checked by a sum. */
    @Test
    void refusesEveryDamagedCompressedMatlabFile() throws Exception {
        Path file = folder.resolve("compressed.mat");
        MatFile mat = Mat5.newMatFile().addArray("layers", MatConvNetFiles.layers(LAYOUT, true));
        Mat5.newWriter(Sinks.newStreamingFile(file.toFile())).setDeflateLevel(6).writeMat(mat);
        MutatedFiles.checkWithChecksums(file, MutatedWeightsTest::imported);
    }

    @Test
    void refusesEveryDamagedArchiveOfPyTorch() throws Exception {
        Path file = folder.resolve("stored.pt");
        new TorchFiles(ByteOrder.LITTLE_ENDIAN).network(LAYOUT, "").save(file);
        MutatedFiles.checkWithChecksums(file, MutatedWeightsTest::imported);
        MutatedFiles.checkWithChecksums(packed(file, folder.resolve("packed.pt")), MutatedWeightsTest::imported);
    }

    /** The pickle itself has no checksum, so the damage is done before it is packed. */
    @Test
    void readsOrRefusesPickles() throws Exception {
        Path file = folder.resolve("whole.pt");
        new TorchFiles(ByteOrder.LITTLE_ENDIAN).network(LAYOUT, "").save(file);
        Path pickle = folder.resolve("data.pkl");
        try (ZipArchive archive = ZipArchive.open(file)) {
            Files.write(pickle, archive.read("archive/data.pkl", 1 << 20));
        }
        MutatedFiles.check(
                pickle,
                path -> String.valueOf(
                        TorchNames.flatten(TorchPickle.read(Files.readAllBytes(path), path.toString()))));
    }

    private static Path packed(Path stored, Path packed) throws IOException {
        try (ZipFile from = new ZipFile(stored.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(packed))) {
            for (Enumeration<? extends ZipEntry> entries = from.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                to.putNextEntry(new ZipEntry(entry.getName()));
                from.getInputStream(entry).transferTo(to);
            }
        }
        return packed;
    }

    /** The values; the metadata hold the checksum of the whole file. */
    private static Object imported(Path file) throws IOException {
        ImportedWeights weights = WeightsImport.read(file, Optional.empty(), LAYOUT);
        FoundWeights found = WeightsFormat.of(file).reader().read(file, LAYOUT);
        StringBuilder values = new StringBuilder(weights.input());
        for (String name : found.tensors().names()) {
            values.append(name).append(Arrays.toString(found.tensors().values(name)));
        }
        return Sha256.of(values.toString().getBytes(StandardCharsets.UTF_8));
    }
}
