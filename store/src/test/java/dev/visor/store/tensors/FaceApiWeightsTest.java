package dev.visor.store.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.network.NamedTensors;
import dev.visor.store.file.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceApiWeightsTest {

    private static final String MANIFEST = "model/face_recognition_model-weights_manifest.json";
    private static final String BIN = "model/face_recognition_model.bin";
    private static final String WEIGHTS = "[{\"weights\":["
            + "{\"name\":\"l/conv/filters\",\"shape\":[1,1,2,2],\"dtype\":\"float32\","
            + "\"quantization\":{\"dtype\":\"uint8\",\"scale\":0.0005260649557207145,\"min\":-0.07101876902229645}},"
            + "{\"name\":\"raw\",\"shape\":[2],\"dtype\":\"float32\"},"
            + "{\"name\":\"fc\",\"shape\":[3],\"dtype\":\"float32\","
            + "\"quantization\":{\"dtype\":\"uint8\",\"scale\":4e-10,\"min\":0}}"
            + "],\"paths\":[\"face_recognition_model.bin\"]}]";

    @TempDir
    Path folder;

    @BeforeEach
    void makePackage() throws IOException {
        Files.createDirectory(folder.resolve("model"));
        write("package.json", "{\"name\":\"@vladmandic/face-api\",\"version\":\"9.8.7\"}");
        write(MANIFEST, WEIGHTS);
        ByteBuffer data = ByteBuffer.allocate(15).order(ByteOrder.LITTLE_ENDIAN);
        data.put(new byte[] {0, 1, (byte) 128, (byte) 255}).putFloat(1.5f).putFloat(-2e-20f);
        Files.write(folder.resolve(BIN), data.put(new byte[] {1, 2, 3}).array());
    }

    @Test
    void keepsTheSourcesValuesNamesAndOrder() throws IOException {
        NamedTensors tensors = SafeTensors.read(FaceApiWeights.convert(folder), "the converted weights");
        assertThat(tensors.names()).containsExactly("l/conv/filters", "raw", "fc");
        double scale = 0.0005260649557207145;
        double min = -0.07101876902229645;
        assertThat(tensors.values("l/conv/filters", 1, 1, 2, 2))
                .containsExactly(
                        (float) min, (float) (scale + min), (float) (128 * scale + min), (float) (255 * scale + min));
        assertThat(tensors.values("raw", 2)).containsExactly(1.5f, -2e-20f);
        assertThat(tensors.values("fc", 3)).containsExactly((float) 4e-10, (float) (2 * 4e-10), (float) (3 * 4e-10));
        assertThat(tensors.metadata())
                .containsEntry("source", "npm @vladmandic/face-api 9.8.7")
                .containsEntry("sha256/face_recognition_model.bin", Sha256.of(folder.resolve(BIN)));
    }

    @Test
    void keepsBytesAsBytes() throws IOException {
        byte[] file = FaceApiWeights.convert(folder);
        long header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertThat(file.length - 8 - header).isEqualTo(15);
        assertThat(file).isEqualTo(FaceApiWeights.convert(folder));
    }

    @Test
    void refusesAMissingFile() throws IOException {
        Files.delete(folder.resolve(BIN));
        assertBad(BIN + ": there is no such file");
        Files.delete(folder.resolve(MANIFEST));
        assertBad(MANIFEST + ": there is no such file");
        Files.delete(folder.resolve("package.json"));
        assertBad("package.json: there is no such file");
    }

    @Test
    void refusesAFileOfAnotherSize() throws IOException {
        Files.write(folder.resolve(BIN), new byte[14]);
        assertBad(BIN + ": has 14 bytes, must have 15 as the manifest says");
    }

    @Test
    void refusesAnotherPackage() throws IOException {
        write("package.json", "{\"name\":\"left-pad\",\"version\":\"1.0.0\"}");
        assertBad("package.json: is not that of the npm package @vladmandic/face-api");
    }

    @Test
    void refusesABadManifest() throws IOException {
        assertBadManifest(WEIGHTS.replace("uint8", "uint4"), "is quantized as \"uint4\", must be uint8");
        assertBadManifest(WEIGHTS.replaceFirst("float32", "int32"), "has the dtype \"int32\", must be float32");
        assertBadManifest(WEIGHTS.replace("\"fc\"", "\"raw\""), "has two weights called \"raw\"");
        assertBadManifest(WEIGHTS.replace("[2]", "[0]"), "must be numbers of at least 1");
        assertBadManifest(WEIGHTS.replace("[2]", "[65536,65536]"), "must have less than 2^31 elements");
        assertBadManifest(WEIGHTS.replace("\"scale\":4e-10,", ""), "without the finite numbers scale and min");
        assertBadManifest(WEIGHTS.replace("4e-10", "1e999"), "is quantized without the finite numbers scale and min");
        assertBadManifest(WEIGHTS.replace("\"face_rec", "\"../face_rec"), "must be the name of a file beside it");
        assertBadManifest("{}", "must be a JSON array");
        assertBadManifest("[", "is no JSON");
        assertBadManifest("[]", "has no weights or no paths");
    }

    private void assertBadManifest(String manifest, String reason) throws IOException {
        write(MANIFEST, manifest);
        assertBad(reason);
    }

    private void assertBad(String reason) {
        assertThatThrownBy(() -> FaceApiWeights.convert(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}
