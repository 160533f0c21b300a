package dev.visor.store.tensors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.ReadableFile;
import dev.visor.store.file.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Converts the face recognition weights of the npm package {@code @vladmandic/face-api} to one safetensors file.
 *
 * <p>Names, order, shapes and bytes stay those of the source: filters are laid out by height, width, input channel and
 * output channel (HWIO); what was published as bytes stays bytes (U8 with its {@code quantization/<tensor>}), the
 * others are F32. The metadata hold the source, its SHA-256 sums, licenses and the layout.
 *
 * <p>Thread-safe. The same package gives the same bytes.
 */
public final class FaceApiWeights {

    private static final String PACKAGE = "@vladmandic/face-api";
    private static final String MANIFEST = "face_recognition_model-weights_manifest.json";
    private static final long LARGEST_FILE = 256L << 20;

    private FaceApiWeights() {}

    /**
     * {@return the bytes of the safetensors file for an unpacked package}
     *
     * @param packageFolder with {@code package.json} and the folder {@code model}
     * @throws DamagedFileException if the package is another one or damaged
     * @throws IOException with one line naming the file that cannot be read
     */
    public static byte[] convert(Path packageFolder) throws IOException {
        Path model = packageFolder.resolve("model");
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("network", "dlib_face_recognition_resnet_model_v1");
        metadata.put("source", "npm " + PACKAGE + " " + version(packageFolder.resolve("package.json")));
        metadata.put("license", "weights CC0-1.0 (Davis King), quantized form MIT (face-api.js)");
        metadata.put("layout", "filters HWIO (height, width, input channels, output channels)");

        byte[] json = read(model.resolve(MANIFEST));
        metadata.put("sha256/" + MANIFEST, Sha256.of(json));
        FaceApiManifest manifest =
                FaceApiManifest.parse(json, model.resolve(MANIFEST).toString());
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (String path : manifest.paths()) {
            byte[] part = read(model.resolve(path));
            metadata.put("sha256/" + path, Sha256.of(part));
            data.write(part);
        }
        List<StoredTensor> tensors = tensors(manifest, data.toByteArray(), model);
        for (FaceApiManifest.Weight weight : manifest.weights()) {
            weight.quantization()
                    .ifPresent(quantization -> metadata.put(Quantization.KEY + weight.name(), quantization.toString()));
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        SafeTensors.write(file, metadata, tensors);
        return file.toByteArray();
    }

    private static List<StoredTensor> tensors(FaceApiManifest manifest, byte[] data, Path model)
            throws DamagedFileException {
        long expected = manifest.weights().stream()
                .mapToLong(FaceApiManifest.Weight::bytes)
                .sum();
        if (expected != data.length) {
            throw new DamagedFileException(
                    model.resolve(String.join("+", manifest.paths())).toString(),
                    "has " + data.length + " bytes, must have " + expected + " as the manifest says");
        }
        List<StoredTensor> tensors = new ArrayList<>();
        int begin = 0;
        for (FaceApiManifest.Weight weight : manifest.weights()) {
            int end = begin + (int) weight.bytes();
            tensors.add(new StoredTensor(
                    weight.name(), weight.type(), weight.shape(), Arrays.copyOfRange(data, begin, end)));
            begin = end;
        }
        return tensors;
    }

    private static String version(Path file) throws IOException {
        JsonNode root = FaceApiManifest.json(read(file), file.toString());
        if (root.path("name").asText().equals(PACKAGE) && root.path("version").isTextual()) {
            return root.path("version").textValue();
        }
        throw new DamagedFileException(file.toString(), "is not that of the npm package " + PACKAGE);
    }

    private static byte[] read(Path file) throws IOException {
        return ReadableFile.read(file, file.toString(), LARGEST_FILE);
    }
}
