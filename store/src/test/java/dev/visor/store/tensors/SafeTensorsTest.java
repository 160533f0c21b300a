package dev.visor.store.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.network.NamedTensors;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.Sha256;
import dev.visor.store.weights.LoadedWeights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTensorsTest {

    @TempDir
    Path folder;

    private static NamedTensors sample() {
        float[] many = new float[40_000];
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < many.length; i++) {
            many[i] = Float.intBitsToFloat(random.nextInt() & 0xbfffffff);
        }
        return NamedTensors.builder()
                .metadata("what", "a \"test\" with ümlauts")
                .metadata("empty", "")
                .tensor("z/first", new float[] {-0f, Float.MIN_VALUE, 1e30f, 3}, 2, 2)
                .tensor("a", many, 40, 1000)
                .tensor("scalar", new float[] {5})
                .tensor("nothing", new float[0], 3, 0)
                .build();
    }

    @Test
    void bringsBackWhatWasWritten() throws IOException {
        Path file = folder.resolve("x.safetensors");
        SafeTensors.write(file, sample());
        NamedTensors read = SafeTensors.read(file);
        assertThat(read).isEqualTo(sample());
        assertThat(read.shape("nothing")).containsExactly(3, 0);
        assertThat(SafeTensors.read(Files.readAllBytes(file), "x")).isEqualTo(sample());
        assertThat(LoadedWeights.read(file).sha256()).isEqualTo(Sha256.of(file));
    }

    @Test
    void writesTheSameBytesForTheSameTensors() throws IOException {
        SafeTensors.write(folder.resolve("a"), sample());
        SafeTensors.write(folder.resolve("b"), SafeTensors.read(folder.resolve("a")));
        assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
    }

    @Test
    void readsTheOtherFloatsAsPyTorchDoes() throws IOException {
        byte[] doubles = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(-1.5)
                .putDouble(Math.PI)
                .array();
        assertThat(read(file("{\"d\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]}}", doubles))
                        .values("d"))
                .containsExactly(-1.5f, (float) Math.PI);
        byte[] brain = {(byte) 0x80, 0x3f, 0x49, 0x40, 0, (byte) 0x80};
        assertThat(read(file("{\"b\":{\"dtype\":\"BF16\",\"shape\":[3],\"data_offsets\":[0,6]}}", brain))
                        .values("b"))
                .containsExactly(1f, 3.140625f, -0f);
    }

    @Test
    void readsAFileMadeByHand() throws IOException {
        byte[] data = {0, 0, (byte) 0x80, 0x3f, 0, 0, 0x20, (byte) 0xc0};
        NamedTensors read = read(file("{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}   ", data));
        assertThat(read.values("w", 2)).containsExactly(1f, -2.5f);
    }

    @ParameterizedTest
    @CsvSource({
        "0x3c00, 1",
        "0xc000, -2",
        "0x7bff, 65504",
        "0x0001, 5.9604645E-8",
        "0x03ff, 6.097555E-5",
        "0x0400, 6.1035156E-5",
        "0x3555, 0.33325195",
        "0x7c00, Infinity",
        "0xfc00, -Infinity",
        "0x7e00, NaN",
        "0x8000, -0.0"
    })
    void readsHalves(String bits, float value) throws IOException {
        int half = Integer.decode(bits);
        byte[] data = {(byte) half, (byte) (half >> 8)};
        assertThat(read(file("{\"h\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,2]}}", data))
                        .values("h"))
                .containsExactly(value);
    }

    @Test
    void readsQuantizedBytes() throws IOException {
        String header = "{\"__metadata__\":{\"quantization/q\":\"0.1,-0.3\",\"k\":\"v\"},"
                + "\"q\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]}}";
        NamedTensors read = read(file(header, new byte[] {0, 3, (byte) 255}));
        assertThat(read.values("q")).containsExactly(-0.3f, (float) (3 * 0.1 - 0.3), (float) (255 * 0.1 - 0.3));
        assertThat(read.metadata()).containsOnlyKeys("k");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1] 0,8 F32 | has 8 bytes, must have 4 for F32 [1]",
                "[2] 0,8 I32 | has the dtype I32, must be one of F64, F32, F16, BF16, U8",
                "[2] 0,8 F64 | has 8 bytes, must have 16 for F64 [2]",
                "[8] 0,8 U8 | is U8, must have the metadata \"quantization/w\"",
                "[2] 4,12 F32 | begins at byte 4, must begin at 0",
                "[2] 8,0 F32 | must be a begin and an end",
                "[2] -8,0 F32 | must be whole numbers of at least 0",
                "[1] 0,4 F32 | has 8 bytes of tensors, must have 4",
                "[4] 0,16 F32 | has 8 bytes of tensors, must have 16",
                "[-2] 0,8 F32 | must be whole numbers of at least 0",
                "[2.5] 0,8 F32 | must be whole numbers of at least 0",
                "[2147483648,4294967296,2] 0,8 F32 | must have less than 2^31 elements",
                "[65536,65536,65536,65536] 0,0 F32 | must have less than 2^31 elements",
                "[4611686018427387904,4] 0,8 F32 | must have less than 2^31 elements",
                "[99999999999999999999] 0,8 F32 | must be whole numbers of at least 0",
                "3 0,8 F32 | has no shape",
                "[2] 0,8,9 F32 | must be a begin and an end"
            })
    void refusesATensorThatDoesNotFit(String line) {
        String[] parts = line.split(" \\| ");
        String[] fields = parts[0].split(" ");
        String header = "{\"w\":{\"dtype\":\"" + fields[2] + "\",\"shape\":" + fields[0] + ",\"data_offsets\":["
                + fields[1] + "]}}";
        assertDamaged(file(header, new byte[8]), parts[1]);
    }

    @Test
    void refusesOverlappingTensorsAndGaps() {
        String one = "\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":";
        assertDamaged(
                file("{\"a\":{" + one + "[0,4]},\"b\":{" + one + "[0,4]}}", new byte[8]),
                "the tensor \"b\" begins at byte 0, must begin at 4");
        assertDamaged(
                file("{\"a\":{" + one + "[0,4]},\"b\":{" + one + "[5,9]}}", new byte[9]),
                "the tensor \"b\" begins at byte 5, must begin at 4");
        assertDamaged(file("{\"a\":{" + one + "[0,4]},\"a\":{" + one + "[4,8]}}", new byte[8]), "Duplicate field 'a'");
    }

    @Test
    void refusesBadQuantizations() {
        String tensor = "\"q\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]}}";
        for (String text : new String[] {"", "1", "1,2,3", "x,1", "NaN,0", "1,Infinity"}) {
            assertDamaged(
                    file("{\"__metadata__\":{\"quantization/q\":\"" + text + "\"}," + tensor, new byte[3]),
                    "has the quantization \"" + text + "\", must be two numbers scale,min");
        }
        assertDamaged(
                file(
                        "{\"__metadata__\":{\"quantization/q\":\"1,0\",\"quantization/r\":\"1,0\"}," + tensor,
                        new byte[3]),
                "the metadata \"quantization/r\" belongs to no U8 tensor");
    }

    @Test
    void refusesWhatIsNoSafetensorsFile() {
        assertDamaged(new byte[0], "is no safetensors file: it has 0 bytes");
        assertDamaged("This is a text, not weights.".getBytes(StandardCharsets.UTF_8), "a header of");
        assertDamaged(file("[1, 2, 3]", new byte[0]), "its header is no JSON object");
        assertDamaged(file("{\"w\": ", new byte[0]), "its header is no JSON");
        assertDamaged(file("{} x", new byte[0]), "its header is no JSON");
        assertDamaged(file("{\"w\": 3}", new byte[0]), "must have exactly dtype, shape and data_offsets");
        assertDamaged(file("{\"__metadata__\": {\"a\": 3}}", new byte[0]), "the metadata \"a\" is 3, must be a string");
        byte[] negative = file("{}", new byte[0]);
        Arrays.fill(negative, 0, 8, (byte) 0xff);
        assertDamaged(negative, "a header of 18446744073709551615 bytes, must be in [2, 2]");
    }

    @Test
    void refusesAFileCutOffAnywhere() throws IOException {
        Path file = folder.resolve("x");
        SafeTensors.write(
                file,
                NamedTensors.builder().tensor("w", new float[] {1, 2, 3}, 3).build());
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            assertDamaged(Arrays.copyOf(whole, length), "x: ");
            Path part = Files.write(folder.resolve("part"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SafeTensors.read(part)).isInstanceOf(DamagedFileException.class);
        }
    }

    @Test
    void refusesNamesWithAMeaningOfTheirOwn() {
        NamedTensors reserved =
                NamedTensors.builder().metadata("quantization/w", "1,0").build();
        assertThatThrownBy(() -> SafeTensors.write(folder.resolve("x"), reserved))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        assertThatThrownBy(() -> SafeTensors.read(folder.resolve("none")))
                .isInstanceOf(IOException.class)
                .hasMessage(folder.resolve("none") + ": there is no such file");
        assertThatThrownBy(() -> SafeTensors.read(folder)).hasMessage(folder + ": is no file but a folder");
    }

    private static byte[] file(String header, byte[] data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data)
                .array();
    }

    private static NamedTensors read(byte[] file) throws IOException {
        return SafeTensors.read(file, "x");
    }

    private static void assertDamaged(byte[] file, String reason) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith("x: ")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }
}
