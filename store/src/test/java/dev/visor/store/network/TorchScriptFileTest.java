package dev.visor.store.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.face.Alignment;
import dev.visor.image.Image;
import dev.visor.network.Backbone;
import dev.visor.network.NamedTensors;
import dev.visor.network.Preprocessing;
import dev.visor.network.graph.Graph;
import dev.visor.network.imported.ImportedNetwork;
import dev.visor.store.MutatedFiles;
import dev.visor.torch.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchScriptFileTest {

    private static final int SIDE = 16;
    private static final int PIXELS = 3 * SIDE * SIDE;
    private static final int FEATURES = 6;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void copy() throws IOException {
        file = Files.write(folder.resolve("traced.pt"), resource("traced.pt"));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = TorchScriptFileTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private static Graph graph(Path file) throws IOException {
        return new NetworkFile(file.toString()).graph();
    }

    @Test
    void computesWhatPyTorchComputes() throws IOException {
        float[] values = new float[2 * PIXELS + FEATURES];
        ByteBuffer.wrap(resource("traced.bin"))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        float[] pixels = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            pixels[i] = (values[i] + 5) / 10;
        }
        Preprocessing input = Preprocessing.parse("RGB, (x-127.5)/25.5");
        ImportedNetwork network = new NetworkFile(file.toString()).open(Optional.of(input), "");
        try (Engine engine = Engine.start(1);
                Backbone backbone = Backbone.load(
                        network, NamedTensors.builder().build(), "0", Alignment.ARCFACE, SIDE, SIDE, engine)) {
            float[] found =
                    backbone.features(List.of(Image.of(SIDE, SIDE, pixels))).get(0);
            assertThat(found).hasSize(FEATURES);
            for (int i = 0; i < FEATURES; i++) {
                assertThat(found[i]).isCloseTo(values[PIXELS + i], within(1e-5f));
            }
        }
        network.gradientDeviations(Image.of(SIDE, SIDE, pixels))
                .forEach((operator, deviation) ->
                        assertThat(deviation).as(operator).isLessThan(0.05));
    }

    @Test
    void readsOrRefusesMutatedArchives() throws Exception {
        MutatedFiles.check(file, TorchScriptFileTest::graph);
    }

    @Test
    void refusesControlFlowAndNamesUnknownFunctions() throws IOException {
        assertThatThrownBy(() -> graph(changed("return torch.hardswish(input)", "if bool(input):\n      pass")))
                .hasMessageContaining("so it was not traced; save it with torch.jit.trace");
        Path unknown = changed("return torch.hardswish(input)", "return torch.special_bessel(input)");
        assertThatThrownBy(() -> new NetworkFile(unknown.toString()).open(Optional.empty(), ""))
                .hasMessageEndingWith("it has operators that are not supported: torch.special_bessel");
    }

    @Test
    void refusesWhatWasTracedInTraining() {
        assertThatThrownBy(() -> graph(changed("torch.dropout(input, 0.5, False)", "torch.dropout(input, 0.5, True)")))
                .hasMessageEndingWith("so it was traced in training; call eval() before");
    }

    /** Returns a copy of the archive with other code. */
    private Path changed(String code, String other) throws IOException {
        Path changed = folder.resolve("changed.pt");
        boolean found = false;
        try (ZipFile from = new ZipFile(file.toFile());
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(changed))) {
            for (ZipEntry entry : from.stream().toList()) {
                byte[] bytes = from.getInputStream(entry).readAllBytes();
                String text = new String(bytes, StandardCharsets.ISO_8859_1);
                if (entry.getName().endsWith(".py") && text.contains(code)) {
                    bytes = text.replace(code, other).getBytes(StandardCharsets.ISO_8859_1);
                    found = true;
                }
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(bytes);
                to.closeEntry();
            }
        }
        assertThat(found).isTrue();
        return changed;
    }
}
