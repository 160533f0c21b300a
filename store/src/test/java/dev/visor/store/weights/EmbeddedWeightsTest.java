package dev.visor.store.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.network.Architectures;
import dev.visor.network.NamedTensors;
import dev.visor.store.file.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EmbeddedWeightsTest {

    private static final int CONVOLUTIONS = 29;

    /** The checksums come from another program that read the npm package by itself; see resnet29-checksums.py. */
    @Test
    void everyTensorHasTheSourcesValues() throws IOException {
        NamedTensors tensors = EmbeddedWeights.of(Architectures.RESNET29).tensors();
        List<String> lines = checksums();
        assertThat(tensors.names())
                .containsExactlyElementsOf(
                        lines.stream().map(line -> line.split(",")[0]).toList());
        for (String line : lines) {
            String[] fields = line.split(",");
            String name = fields[0];
            float[] values = tensors.values(name);
            String shape = tensors.shape(name).stream().map(String::valueOf).collect(Collectors.joining("x"));
            assertThat(shape).as(name).isEqualTo(fields[1]);
            assertThat(values.length).as(name).isEqualTo(Integer.parseInt(fields[2]));
            double sum = 0;
            for (float value : values) {
                sum += value;
            }
            assertThat(sum).as(name).isCloseTo(Double.parseDouble(fields[3]), within(1e-9));
            assertThat(values[0]).as(name).isEqualTo(Float.parseFloat(fields[4]));
            assertThat(values[values.length - 1]).as(name).isEqualTo(Float.parseFloat(fields[5]));
            ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            assertThat(Sha256.of(bytes.array())).as(name).isEqualTo(fields[6]);
        }
    }

    @Test
    void theNetworkHas29Convolutions() {
        NamedTensors tensors = EmbeddedWeights.of(Architectures.RESNET29).tensors();
        List<String> filters = tensors.names().stream()
                .filter(name -> name.endsWith("/conv/filters"))
                .toList();
        assertThat(filters).hasSize(CONVOLUTIONS);
        for (String name : filters) {
            List<Integer> shape = tensors.shape(name);
            String layer = name.substring(0, name.length() - "/conv/filters".length());
            int side = layer.equals("conv32_down") ? 7 : 3;
            int outputs = Integer.parseInt(layer.substring("conv".length(), layer.indexOf('_')));
            assertThat(shape.subList(0, 2)).as(name).containsExactly(side, side);
            assertThat(shape.get(3)).as(name).isEqualTo(outputs);
            for (String other : List.of("/conv/bias", "/scale/weights", "/scale/biases")) {
                assertThat(tensors.shape(layer + other)).as(layer + other).containsExactly(outputs);
            }
        }
        assertThat(tensors.shape("fc")).containsExactly(256, 128);
        assertThat(tensors.names()).hasSize(4 * CONVOLUTIONS + 1);
    }

    @Test
    void theWeightsAreThoseThatTheNoticeNames() {
        LoadedWeights weights = EmbeddedWeights.of(Architectures.RESNET29);
        assertThat(weights.sha256()).isEqualTo("2e0d8edd66d33972b34a01a7ca4034a948cc756fd1e41b4e97f39181495178f0");
        assertThat(weights.tensors().metadata())
                .containsEntry("source", "npm @vladmandic/face-api 1.7.15")
                .containsEntry(
                        "sha256/face_recognition_model.bin",
                        "b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589");
    }

    private static List<String> checksums() throws IOException {
        try (InputStream in = EmbeddedWeightsTest.class.getResourceAsStream("resnet29-checksums.csv")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n")).skip(1).toList();
        }
    }
}
