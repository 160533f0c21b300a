package dev.visor.store.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.network.NamedTensors;
import dev.visor.network.Preprocessing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes the meaning of a tensor's elements is honored or refused. */
class TorchFlagsTest {

    private static final int TRUE = 0x88;
    private static final int FALSE = 0x89;
    private static final Vgg16Layout ONE = new Vgg16Layout(List.of(List.of(2)));
    private static final long[] SIZES = {2, 3, 3, 3};
    private static final long[] STRIDES = {27, 9, 3, 1};

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("weights.pt");
    }

    @Test
    void honorsTheNegationBit() throws IOException {
        assertThat(kernel("neg", TRUE)).startsWith(-1, -2, -3).endsWith(-54);
        assertThat(kernel("neg", FALSE)).startsWith(1, 2, 3).endsWith(54);
        assertThat(kernel("conj", FALSE)).startsWith(1, 2, 3);
    }

    @Test
    void refusesFlagsThatItDoesNotHonor() throws IOException {
        save("conj", TRUE);
        Torn.assertRefused(file, "has a tensor with the flag conj, may only have neg");
        save("shade", TRUE);
        Torn.assertRefused(file, "has a tensor with the flag shade, may only have neg");
    }

    @Test
    void readsParametersAsTheTensorsThatTheyWrap() throws IOException {
        PickleWriter pickle = new PickleWriter().op('}').op('(').text("features.0.weight");
        pickle.global("torch._utils", "_rebuild_parameter").op('(');
        pickle.tensor("FloatStorage", "0", 54, 0, SIZES, STRIDES).op(TRUE);
        pickle.global("collections", "OrderedDict").op(')').op('R').op('t').op('R');
        pickle.text("features.0.bias").tensor("FloatStorage", "0", 54, 1, new long[] {2}, new long[] {1});
        write(pickle.op('u').op('.'), "little");
        assertThat(read().values("features.0.weight", 2, 3, 3, 3)).startsWith(1, 2, 3);
        assertThat(read().values("features.0.bias", 2)).containsExactly(2, 3);
    }

    @Test
    void refusesTensorsOfOtherKinds() throws IOException {
        for (String kind : new String[] {
            "_rebuild_qtensor", "_rebuild_sparse_tensor", "_rebuild_meta_tensor_no_storage", "_rebuild_wrapper_subclass"
        }) {
            PickleWriter pickle = new PickleWriter().op('}').op('(').text("features.0.weight");
            write(pickle.global("torch._utils", kind).op(')').op('R').op('u').op('.'), "little");
            Torn.assertRefused(file, "its pickle calls torch._utils." + kind + ", which is not done here");
        }
    }

    @Test
    void refusesAnOrderedDictWhoseItemsItWouldDrop() throws IOException {
        PickleWriter pickle = new PickleWriter().global("collections", "OrderedDict");
        write(pickle.op(']').op(0x85).op('R').op('.'), "little");
        Torn.assertRefused(file, "its pickle calls collections.OrderedDict, which is not done here");
    }

    @Test
    void refusesAByteOrderThatItDoesNotKnow() throws IOException {
        write(pickle("neg", FALSE), "middle");
        Torn.assertRefused(file, "has the byteorder \"middle\", must be little or big", ONE);
    }

    @Test
    void saysWhichPreprocessingItAssumes() throws IOException {
        save("neg", FALSE);
        assertThat(WeightsImport.read(file, Optional.empty(), ONE).remarks())
                .containsExactly(
                        "the file does not say its preprocessing, so that of PyTorch files is assumed: RGB,"
                                + " (x-[123.675, 116.28, 103.53])/[58.395, 57.12, 57.375]; 'visor weights import --input' gives another");
        assertThat(WeightsImport.read(file, Optional.of(Preprocessing.VGG_FACE), ONE)
                        .remarks())
                .isEmpty();
    }

    private float[] kernel(String flag, int value) throws IOException {
        save(flag, value);
        return read().values("features.0.weight", 2, 3, 3, 3);
    }

    private NamedTensors read() throws IOException {
        return new TorchWeights().read(file, ONE).tensors();
    }

    private void save(String flag, int value) throws IOException {
        write(pickle(flag, value), "little");
    }

    private static PickleWriter pickle(String flag, int value) {
        PickleWriter pickle = new PickleWriter().op('}').op('(').text("features.0.weight");
        pickle.flagged("FloatStorage", "0", 54, SIZES, STRIDES, flag, value);
        pickle.text("features.0.bias").tensor("FloatStorage", "0", 54, 0, new long[] {2}, new long[] {1});
        return pickle.op('u').op('.');
    }

    private void write(PickleWriter pickle, String order) throws IOException {
        ByteBuffer elements = ByteBuffer.allocate(54 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 1; i <= 54; i++) {
            elements.putFloat(i);
        }
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("data.pkl", pickle.bytes());
        entries.put("byteorder", order.getBytes());
        entries.put("data/0", elements.array());
        TorchFiles.zip(file, entries);
    }
}
