package dev.visor.store.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.network.Preprocessing;
import dev.visor.store.weights.Vgg16Layout.Layer;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.ByteVector;
import org.bytedeco.pytorch.OutputArchive;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchWeightsTest {

    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("weights.pt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FloatStorage", "HalfStorage", "BFloat16Storage", "DoubleStorage"})
    void readsEveryElementTypeInBothOrders(String storage) throws IOException {
        for (ByteOrder order : List.of(LITTLE, ByteOrder.BIG_ENDIAN)) {
            FoundWeights found = read(new TorchFiles(order)
                    .storage(storage)
                    .network(SmallVgg.LAYOUT, "")
                    .save(file));
            SmallVgg.assertHolds(found.tensors(), SmallVgg.LAYOUT);
            assertThat(found.input()).isEqualTo(Preprocessing.TORCHVISION);
            assertThat(found.format()).isEqualTo("PyTorch");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"module.", "backbone.", "vgg.", "module.backbone."})
    void findsTheNamesBehindAnything(String prefix) throws IOException {
        TorchFiles torch = new TorchFiles(LITTLE).network(SmallVgg.LAYOUT, prefix);
        torch.pickle().text("classifier.0.weight");
        torch.tensor(new float[4], 0, new long[] {2, 2}, new long[] {2, 1});
        SmallVgg.assertHolds(read(torch.save(file)).tensors(), SmallVgg.LAYOUT);
    }

    @Test
    void findsAStateDictAmongPlainValues() throws IOException {
        TorchFiles torch = new TorchFiles(LITTLE);
        torch.pickle().text("epoch").number(7).text("lr").op('G').raw("\0\0\0\0\0\0\0\0");
        torch.pickle()
                .text("device")
                .global("torch", "float32")
                .text("names")
                .op(']')
                .op('(');
        torch.pickle().text("a").op('N').op('e').text("state_dict");
        torch.pickle().global("collections", "OrderedDict").op(')').op('R').op('(');
        torch.network(SmallVgg.LAYOUT, "");
        torch.pickle().op('u');
        SmallVgg.assertHolds(read(torch.save(file)).tensors(), SmallVgg.LAYOUT);
    }

    @Test
    void readsViewsOfAStorage() throws IOException {
        TorchFiles torch = new TorchFiles(LITTLE);
        torch.pickle().text("features.0.weight");
        Layer first = SmallVgg.LAYOUT.layers().get(0);
        float[] stored = new float[first.count() + 5];
        System.arraycopy(SmallVgg.kernel(0, first, "hwio"), 0, stored, 5, first.count());
        torch.tensor(stored, 5, new long[] {2, 3, 3, 3}, new long[] {1, 2, 18, 6});
        torch.pickle().text("features.0.bias");
        torch.tensor(new float[] {9, 8, 7}, 2, new long[] {2}, new long[] {0});
        Vgg16Layout one = new Vgg16Layout(List.of(List.of(2)));
        FoundWeights found = new TorchWeights().read(torch.save(file), one);
        assertThat(found.tensors().values("features.0.weight", 2, 3, 3, 3))
                .containsExactly(SmallVgg.kernel(0, first, "oihw"));
        assertThat(found.tensors().values("features.0.bias", 2)).containsExactly(7, 7);
    }

    /** An archive as libtorch itself writes it, of what libtorch itself reads from one made here. */
    @Test
    void readsWhatLibtorchPickles() throws IOException {
        byte[] own = Files.readAllBytes(
                TorchFiles.ofPlainMap().network(SmallVgg.LAYOUT, "").savePlain(file));
        try (PointerScope scope = new PointerScope()) {
            ByteVector saved = torch.pickle_save(torch.pickle_load(new ByteVector(own)));
            byte[] archive = new byte[(int) saved.size()];
            for (int i = 0; i < archive.length; i++) {
                archive[i] = saved.get(i);
            }
            assertThat(archive).isNotEqualTo(own);
            Files.write(file, archive);
        }
        SmallVgg.assertHolds(read(file).tensors(), SmallVgg.LAYOUT);
    }

    /** A TorchScript module as libtorch itself writes it. */
    @Test
    void readsTorchScript() throws IOException {
        try (PointerScope scope = new PointerScope()) {
            OutputArchive module = new OutputArchive();
            OutputArchive features = new OutputArchive(module.compilation_unit());
            List<Layer> layers = SmallVgg.LAYOUT.layers();
            for (int l = 0; l < layers.size(); l++) {
                Layer layer = layers.get(l);
                OutputArchive convolution = new OutputArchive(module.compilation_unit());
                convolution.write("weight", weight(l, layer));
                convolution.write("bias", bias(l, layer));
                features.write(layer.torchName().replace("features.", ""), convolution);
            }
            module.write("features", features);
            module.save_to(file.toString());
        }
        FoundWeights found = read(file);
        SmallVgg.assertHolds(found.tensors(), SmallVgg.LAYOUT);
        assertThat(found.format()).isEqualTo("TorchScript");
        assertThat(found.input()).isEqualTo(Preprocessing.TORCHVISION);
    }

    private static Tensor weight(int l, Layer layer) {
        return Tensor.create(SmallVgg.kernel(l, layer, "oihw"), layer.out(), layer.in(), 3, 3);
    }

    private static Tensor bias(int l, Layer layer) {
        return Tensor.create(SmallVgg.biases(l, layer), layer.out());
    }

    @Test
    void refusesToCallAnything() throws IOException {
        PickleWriter pickle = new PickleWriter().global("os", "system").text("touch " + folder.resolve("owned"));
        save(pickle.op(0x85).op('R').op('.'));
        Torn.assertRefused(file, "its pickle calls os.system, which is not done here: only tensors, plain values and");
        save(new PickleWriter().raw("cos\nsystem\n").op(')').op(0x81).op('.'));
        Torn.assertRefused(file, "its pickle calls os.system, which is not done here");
        save(new PickleWriter().op('(').text("id").raw("ios\nsystem\n").op('.'));
        Torn.assertRefused(file, "its pickle has the opcode 105, must have only those that torch writes");
        save(new PickleWriter().global("java.lang", "Runtime").op('}').op('b').op('.'));
        Torn.assertRefused(file, "its pickle gives a state to what is no module");
        save(new PickleWriter().op(')').op(')').op('R').op('.'));
        Torn.assertRefused(file, "its pickle calls what is no name");
        assertThat(folder.resolve("owned")).doesNotExist();
    }

    @Test
    void refusesLengthsThatAreNotThere() throws IOException {
        save(new PickleWriter().op('X').little(4, 0xffff_ffffL));
        Torn.assertRefused(file, "its pickle ends within a text of 4294967295 bytes");
        save(new PickleWriter().op(0x8d).little(8, 1L << 40));
        Torn.assertRefused(file, "its pickle has the opcode 141");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0  | 2 | 1          | has the shape [2], must be [2, 3, 3, 3] (out, in, height, width)
            -1 | 2,3,3,3 | 27,9,3,1 | with the offset -1, sizes [2, 3, 3, 3] and strides [27, 9, 3, 1] must lie within
            1  | 2,3,3,3 | 27,9,3,1 | must lie within its storage of 54 elements
            0  | 2,3,3,3 | 27,9,3   | and strides [27, 9, 3] must lie within
            0  | 2,3,3,3 | 27,9,-3,1 | must lie within
            0  | 2,3,3,3 | 4611686018427387904,9,3,1 | must lie within
            """)
    void refusesViewsOutsideOfTheirStorage(long offset, String sizes, String strides, String reason)
            throws IOException {
        TorchFiles torch = new TorchFiles(LITTLE);
        torch.pickle().text("features.0.weight");
        torch.tensor(new float[54], offset, numbers(sizes), numbers(strides));
        torch.pickle().text("features.0.bias");
        torch.tensor(new float[2], 0, new long[] {2}, new long[] {1});
        Torn.assertRefused(torch.save(file), reason);
    }

    private static long[] numbers(String text) {
        return List.of(text.split(",")).stream().mapToLong(Long::parseLong).toArray();
    }

    @Test
    void refusesStoragesThatAreNotWhole() throws IOException {
        TorchFiles torch = new TorchFiles(LITTLE);
        torch.pickle().text("features.0.weight");
        torch.pickle().tensor("FloatStorage", "none", 54, 0, numbers("2,3,3,3"), numbers("27,9,3,1"));
        torch.pickle().text("features.0.bias").tensor("IntStorage", "none", 2, 0, numbers("2"), numbers("1"));
        Torn.assertRefused(torch.save(file), "has no entry archive/data/none");

        TorchFiles other = new TorchFiles(LITTLE).storage("LongStorage");
        other.network(SmallVgg.LAYOUT, "");
        Torn.assertRefused(
                other.save(file),
                "features.0.weight is in a LongStorage, must be one of FloatStorage, HalfStorage, BFloat16Storage");
    }

    @Test
    void refusesAStorageOfAnotherLength() throws IOException {
        PickleWriter pickle = new PickleWriter().op('}').op('(').text("features.0.weight");
        pickle.tensor("FloatStorage", "0", 54, 0, numbers("2,3,3,3"), numbers("27,9,3,1"));
        pickle.text("features.0.bias").tensor("FloatStorage", "0", 54, 0, numbers("2"), numbers("1"));
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("data.pkl", pickle.op('u').op('.').bytes());
        entries.put("data/0", new byte[215]);
        Torn.assertRefused(TorchFiles.zip(file, entries), "the entry data/0 has 215 bytes, must have 216 for 54 elem");
    }

    @Test
    void refusesAnotherNetwork() throws IOException {
        TorchFiles.write(file, new Vgg16Layout(SmallVgg.LAYOUT.blocks().subList(0, 2)));
        Torn.assertRefused(file, "has no tensor features.10.weight, must have the 13 convolutions of VGG16");
        new TorchFiles(LITTLE).network(SmallVgg.LAYOUT, "layers.0_").save(file);
        Torn.assertRefused(file, "has no tensor features.0.weight, must have the 13 convolutions of VGG16");
        new TorchFiles(LITTLE)
                .network(SmallVgg.LAYOUT, "a.")
                .network(SmallVgg.LAYOUT, "b.")
                .save(file);
        Torn.assertRefused(file, "has several networks, below [");
        TorchFiles more = new TorchFiles(LITTLE).network(SmallVgg.LAYOUT, "");
        more.pickle().text("features.30.weight");
        more.tensor(new float[1], 0, numbers("1"), numbers("1")).save(file);
        Torn.assertRefused(file, "has the tensor features.30.weight too, must have only the 13 convolutions");
    }

    @Test
    void comesToAnEndWithMapsInThemselves() throws IOException {
        PickleWriter pickle = new PickleWriter()
                .op('}')
                .op('q')
                .op(0)
                .text("a")
                .op('h')
                .op(0)
                .op('s')
                .op('.');
        save(pickle);
        Torn.assertRefused(file, "has no tensor features.0.weight");
    }

    /** Each of a hundred lists holds the one before it twice. */
    @Test
    void comesToAnEndWithMapsManyTimesInOthers() throws IOException {
        PickleWriter pickle = new PickleWriter().op('}').op('q').op(0);
        for (int i = 1; i < 100; i++) {
            pickle.op('}')
                    .op('q')
                    .op(i)
                    .text("a")
                    .op('h')
                    .op(i - 1)
                    .op('s')
                    .text("b")
                    .op('h')
                    .op(i - 1)
                    .op('s');
        }
        save(pickle.op('.'));
        Torn.assertRefused(file, "has no tensor features.0.weight");
    }

    @Test
    void refusesAnEntryThatUnpacksToMore() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 65; i++) {
                zip.write(zeros);
            }
        }
        assertThat(Files.size(file)).isLessThan(1 << 20);
        Torn.assertRefused(file, "the entry archive/data.pkl has more than 67108864 bytes, which no network has");
    }

    @Test
    void refusesWhatIsNoArchiveOfTorch() throws IOException {
        TorchFiles.zip(file, Map.of("letter.txt", new byte[3]));
        Torn.assertRefused(file, "is a zip archive but none of PyTorch, must have one folder with data.pkl");
        byte[] magic = {(byte) 0x80, 2, (byte) 0x8a, 0x0a, 0x6c, (byte) 0xfc, (byte) 0x9c, 0x46, (byte) 0xf9, 0x20};
        Files.write(file, magic);
        Torn.assertRefused(
                file,
                "is a file of torch.save from before torch 1.6, must be saved again by a later one, which writes a zip");
    }

    @Test
    void refusesTornFiles() throws IOException {
        Torn.assertRefusedWhenCutOff(TorchFiles.write(file, SmallVgg.LAYOUT));
        Torn.assertNeverFails(file, 300);
        byte[] pickle = new PickleWriter().global("collections", "OrderedDict").bytes();
        for (int length = 0; length <= pickle.length; length++) {
            new TorchFiles(LITTLE).save(file, Arrays.copyOf(pickle, length));
            Torn.assertRefused(file, "is a damaged pickle");
        }
    }

    private void save(PickleWriter pickle) throws IOException {
        TorchFiles.zip(file, Map.of("data.pkl", pickle.bytes()));
    }

    private static FoundWeights read(Path file) throws IOException {
        return WeightsFormat.of(file).reader().read(file, SmallVgg.LAYOUT);
    }
}
