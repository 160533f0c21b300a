package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.store.weights.LoadedWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsCommandTest {

    private static final String MANIFEST = "[{\"weights\":["
            + "{\"name\":\"conv/filters\",\"shape\":[1,2],\"dtype\":\"float32\","
            + "\"quantization\":{\"dtype\":\"uint8\",\"scale\":0.5,\"min\":-1}}"
            + "],\"paths\":[\"face_recognition_model.bin\"]}]";

    @TempDir
    Path folder;

    private Path source;
    private Path target;

    @BeforeEach
    void makePackage() throws IOException {
        source = folder.resolve("package");
        target = folder.resolve("made/weights.safetensors");
        Path model = Files.createDirectories(source.resolve("model"));
        Files.writeString(source.resolve("package.json"), "{\"name\":\"@vladmandic/face-api\",\"version\":\"1.7.15\"}");
        Files.writeString(model.resolve("face_recognition_model-weights_manifest.json"), MANIFEST);
        Files.write(model.resolve("face_recognition_model.bin"), new byte[] {0, 6});
    }

    @Test
    void convertsAndReportsWhatItWrote() throws IOException {
        CommandRun run = CommandRun.good("weights", "import", source.toString(), "--out", target.toString());
        LoadedWeights weights = LoadedWeights.read(target);
        assertThat(weights.tensors().values("conv/filters", 1, 2)).containsExactly(-1f, 2f);
        assertThat(run.out())
                .isEqualToNormalizingNewlines("format   face-api\ntensors  1\ninput    that of the network\nSHA-256  "
                        + weights.sha256() + "\nwrote " + target
                        + "\nuse it with: visor train --network resnet29 --weights " + target + "\n");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void showsWhatAFileHolds() throws IOException {
        CommandRun.good("weights", "import", source.toString(), "--out", target.toString());
        CommandRun run = CommandRun.good("weights", "info", target.toString());
        assertThat(run.out().lines())
                .contains("SHA-256 " + LoadedWeights.read(target).sha256(), "source: npm @vladmandic/face-api 1.7.15")
                .anyMatch(line -> line.matches("conv/filters +\\[1, 2]"));
    }

    @Test
    void leavesNothingBehindIfThePackageIsDamaged() throws IOException {
        Files.write(source.resolve("model/face_recognition_model.bin"), new byte[3]);
        CommandRun run = CommandRun.of("weights", "import", source.toString(), "--out", target.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.messages()).hasSize(1);
        assertThat(run.err()).startsWith("visor: ").contains("has 3 bytes, must have 2 as the manifest says");
        assertThat(target.getParent()).doesNotExist();
    }
}
