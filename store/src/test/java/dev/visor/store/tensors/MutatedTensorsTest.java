package dev.visor.store.tensors;

import dev.visor.network.NamedTensors;
import dev.visor.store.MutatedFiles;
import dev.visor.store.file.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutatedTensorsTest {

    @TempDir
    Path folder;

    @Test
    void readsOrRefusesEveryElementType() throws Exception {
        List<StoredTensor> tensors = new ArrayList<>();
        for (TensorType type : TensorType.values()) {
            tensors.add(new StoredTensor("a." + type, type, List.of(2, 3), new byte[6 * type.bytes()]));
        }
        Path file = folder.resolve("types.safetensors");
        try (var out = Files.newOutputStream(file)) {
            SafeTensors.write(out, Map.of("quantization/a.U8", "0.5,-1", "k", "a word"), tensors);
        }
        MutatedFiles.check(file, path -> values(SafeTensors.read(path)));
    }

    @Test
    void readsOrRefusesFilesOfFaceApi() throws Exception {
        Path model = Files.createDirectories(folder.resolve("package/model"));
        Path list = Files.writeString(
                folder.resolve("package/package.json"), "{\"name\":\"@vladmandic/face-api\",\"version\":\"9.8.7\"}");
        Path manifest = Files.writeString(
                model.resolve("face_recognition_model-weights_manifest.json"),
                "[{\"weights\":[{\"name\":\"l/conv/filters\",\"shape\":[1,1,2,2],\"dtype\":\"float32\","
                        + "\"quantization\":{\"dtype\":\"uint8\",\"scale\":0.00052606,\"min\":-0.071}},"
                        + "{\"name\":\"raw\",\"shape\":[2],\"dtype\":\"float32\"}],"
                        + "\"paths\":[\"face_recognition_model.bin\"]}]");
        Path bytes = Files.write(model.resolve("face_recognition_model.bin"), new byte[12]);
        for (Path file : List.of(list, manifest, bytes)) {
            MutatedFiles.check(file, path -> Sha256.of(FaceApiWeights.convert(folder.resolve("package"))));
        }
    }

    private static String values(NamedTensors tensors) throws IOException {
        StringBuilder values = new StringBuilder(tensors.metadata().toString());
        for (String name : tensors.names()) {
            values.append(name).append(tensors.shape(name)).append(Arrays.toString(tensors.values(name)));
        }
        return Sha256.of(values.toString().getBytes(StandardCharsets.UTF_8));
    }
}
