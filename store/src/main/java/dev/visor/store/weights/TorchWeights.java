package dev.visor.store.weights;

import dev.visor.network.Preprocessing;
import dev.visor.store.file.DamagedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The archives of PyTorch: a zip with one folder that holds {@code data.pkl} and the elements of the tensors below
 * {@code data/}, written by {@code torch.save} from a state dict or by TorchScript from a module. The tensors have
 * torchvision's names, with anything before them. The pickle is read by {@link TorchPickle}, which runs nothing; sizes
 * are checked against each other and against a limit before memory is taken, and all entries against their checksums.
 *
 * <p>The file does not hold the preprocessing, so it is taken for torchvision's.
 */
final class TorchWeights implements WeightsReader {

    private static final String KIND = "zip archive";
    private static final String PICKLE = "data.pkl";
    private static final int LARGEST_PICKLE = 64 << 20;
    private static final int LARGEST_STORAGE = 256 << 20;

    @Override
    public FoundWeights read(Path file, Vgg16Layout layout) throws IOException {
        return ForeignParser.parse(file.toString(), KIND, () -> {
            try (ZipArchive zip = ZipArchive.open(file)) {
                return new Archive(file.toString(), zip, folder(file.toString(), zip)).read(layout);
            }
        });
    }

    private static String folder(String file, ZipArchive zip) throws DamagedFileException {
        List<String> folders = zip.names().stream()
                .filter(name -> name.matches("([^/]+/)?" + PICKLE))
                .map(name -> name.substring(0, name.length() - PICKLE.length()))
                .toList();
        if (folders.size() != 1) {
            throw new DamagedFileException(
                    file, "is a zip archive but none of PyTorch, must have one folder with " + PICKLE);
        }
        return folders.get(0);
    }

    /** An open archive. */
    private record Archive(String file, ZipArchive zip, String folder) {

        FoundWeights read(Vgg16Layout layout) throws IOException {
            Map<String, TorchTensor> tensors =
                    TorchNames.flatten(TorchPickle.read(zip.read(folder + PICKLE, LARGEST_PICKLE), file));
            String prefix = TorchNames.prefix(file, tensors.keySet(), layout);
            Convolutions convolutions = TorchNames.convolutions(
                    file,
                    tensors.keySet(),
                    prefix,
                    layout,
                    name -> shape(Objects.requireNonNull(tensors.get(name))),
                    name -> values(name, Objects.requireNonNull(tensors.get(name))));
            boolean script = zip.names().contains(folder + "constants.pkl");
            return new FoundWeights(
                    script ? "TorchScript" : "PyTorch",
                    convolutions.build(),
                    Preprocessing.TORCHVISION,
                    true,
                    List.of());
        }

        private static List<Integer> shape(TorchTensor tensor) {
            return tensor.sizes().stream().map(Math::toIntExact).toList();
        }

        private float[] values(String name, TorchTensor tensor) throws IOException {
            TorchTensor.Storage storage = tensor.storage();
            StorageType type = StorageType.named(storage.className()).orElse(null);
            if (type == null) {
                throw new DamagedFileException(
                        file, name + " is in a " + storage.className() + ", must be one of " + StorageType.supported());
            }
            if (!tensor.fits()) {
                throw new DamagedFileException(
                        file,
                        name + " with the offset " + tensor.offset() + ", sizes " + tensor.sizes() + " and strides "
                                + tensor.strides() + " must lie within its storage of " + storage.count()
                                + " elements");
            }
            byte[] data = zip.read(folder + "data/" + storage.key(), LARGEST_STORAGE);
            if (data.length != storage.count() * type.bytes()) {
                throw new DamagedFileException(
                        file,
                        "the entry data/" + storage.key() + " has " + data.length + " bytes, must have "
                                + storage.count() * type.bytes() + " for " + storage.count() + " elements");
            }
            return tensor.values(type, ByteBuffer.wrap(data).order(order()));
        }

        /** Archives before torch 2.1 don't name their byte order; they are little-endian. */
        private ByteOrder order() throws IOException {
            String entry = folder + "byteorder";
            if (!zip.names().contains(entry)) {
                return ByteOrder.LITTLE_ENDIAN;
            }
            String order = new String(zip.read(entry, 1 << 10), StandardCharsets.US_ASCII).strip();
            return switch (order) {
                case "little" -> ByteOrder.LITTLE_ENDIAN;
                case "big" -> ByteOrder.BIG_ENDIAN;
                default ->
                    throw new DamagedFileException(file, "has the byteorder \"" + order + "\", must be little or big");
            };
        }
    }
}
