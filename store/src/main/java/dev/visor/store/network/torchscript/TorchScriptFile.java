package dev.visor.store.network.torchscript;

import dev.visor.network.graph.Constant;
import dev.visor.network.graph.Graph;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.ReadableFile;
import dev.visor.store.weights.ForeignParser;
import dev.visor.store.weights.StorageType;
import dev.visor.store.weights.TorchPickle;
import dev.visor.store.weights.TorchTensor;
import dev.visor.store.weights.ZipArchive;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the graph of a TorchScript archive that {@code torch.jit.trace} made. Its code is parsed and followed, and nothing
 * of it runs. Weights of 16 and 64 bits become floats of 32.
 */
public final class TorchScriptFile {

    private static final String KIND = "TorchScript archive";
    private static final String PICKLE = "data.pkl";
    private static final int LARGEST_PICKLE = 64 << 20;
    private static final int LARGEST_CODE = 16 << 20;
    private static final int LARGEST_STORAGE = 1 << 30;
    private static final String LONGS = "LongStorage";

    private final String file;
    private final ZipArchive zip;
    private final String folder;

    private TorchScriptFile(String file, ZipArchive zip, String folder) {
        this.file = file;
        this.zip = zip;
        this.folder = folder;
    }

    /**
     * Reads a file.
     *
     * @throws DamagedFileException if it is damaged, or no module that was traced
     * @throws IOException with one line naming the file that cannot be read
     */
    public static Graph read(Path file) throws IOException {
        ReadableFile.check(file, file.toString());
        return ForeignParser.parse(file.toString(), KIND, () -> {
            try (ZipArchive zip = ZipArchive.open(file)) {
                return new TorchScriptFile(file.toString(), zip, folder(file.toString(), zip)).read();
            }
        });
    }

    private static String folder(String file, ZipArchive zip) throws DamagedFileException {
        List<String> folders = zip.names().stream()
                .filter(name -> name.matches("([^/]+/)?" + PICKLE))
                .map(name -> name.substring(0, name.length() - PICKLE.length()))
                .toList();
        if (folders.size() != 1 || !zip.names().contains(folders.get(0) + "constants.pkl")) {
            throw new DamagedFileException(
                    file,
                    "is a zip archive but none of TorchScript; torch.jit.trace(model, picture).save(file) writes one");
        }
        return folders.get(0);
    }

    private Graph read() throws IOException {
        ScriptCode code = new ScriptCode();
        String sources = folder + "code/";
        for (String name : zip.names()) {
            if (name.startsWith(sources) && name.endsWith(".py")) {
                String module = name.substring(sources.length(), name.length() - ".py".length())
                        .replace('/', '.');
                code.add(module, new String(zip.read(name, LARGEST_CODE), StandardCharsets.UTF_8));
            }
        }
        Object root = TorchPickle.read(zip.read(folder + PICKLE, LARGEST_PICKLE), file);
        Object constants = TorchPickle.read(zip.read(folder + "constants.pkl", LARGEST_PICKLE), file);
        if (!(root instanceof Map<?, ?> module) || !module.containsKey(TorchPickle.CLASS)) {
            throw new DamagedFileException(file, "holds no module of TorchScript");
        }
        try {
            return new ScriptTracer(code, this::constant, constants).trace(module);
        } catch (IllegalArgumentException e) {
            throw new DamagedFileException(file, String.valueOf(e.getMessage()), e);
        }
    }

    private @Nullable Constant constant(@Nullable Object object, boolean ofCode) throws IOException {
        if (!(object instanceof TorchTensor tensor)) {
            return null;
        }
        TorchTensor.Storage storage = tensor.storage();
        boolean longs = storage.className().equals(LONGS);
        StorageType type = StorageType.named(storage.className()).orElse(null);
        if (type == null && !longs || !tensor.fits()) {
            throw new DamagedFileException(
                    file,
                    "a tensor in a " + storage.className() + " with the sizes " + tensor.sizes()
                            + " must lie within it, and be one of " + StorageType.supported());
        }
        int bytes = type == null ? Long.BYTES : type.bytes();
        String entry = folder + (ofCode ? "constants/" : "data/") + storage.key();
        byte[] data = zip.read(entry, LARGEST_STORAGE);
        if (data.length != storage.count() * bytes) {
            throw new DamagedFileException(
                    file,
                    "the entry " + entry + " has " + data.length + " bytes, must have " + storage.count() * bytes);
        }
        List<Integer> shape = tensor.sizes().stream().map(Math::toIntExact).toList();
        ByteBuffer buffer = ByteBuffer.wrap(data).order(order());
        return type == null ? whole(tensor, shape, buffer) : Constant.ofFloats(tensor.values(type, buffer), shape);
    }

    /** Whole numbers in the code are single ones: factors and divisors. They become floats, as torch would make them. */
    private Constant whole(TorchTensor tensor, List<Integer> shape, ByteBuffer data) throws DamagedFileException {
        if (!shape.isEmpty()) {
            throw new DamagedFileException(file, "has whole numbers of the shape " + shape + ", must be single ones");
        }
        return Constant.ofFloats(new float[] {data.getLong((int) tensor.offset() * Long.BYTES)}, shape);
    }

    private ByteOrder order() throws IOException {
        String entry = folder + "byteorder";
        boolean big = zip.names().contains(entry)
                && new String(zip.read(entry, 1 << 10), StandardCharsets.US_ASCII)
                        .strip()
                        .equals("big");
        return big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }
}
