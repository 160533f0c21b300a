package dev.visor.store.weights;

import dev.visor.network.Preprocessing;
import dev.visor.store.file.DamagedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The archives of PyTorch: a zip with one folder that holds {@code data.pkl} and the elements of the tensors below
 * {@code data/}, written by {@code torch.save} from a state dict or by TorchScript from a module. The tensors have
 * torchvision's names, with anything before them. The pickle is read by {@link TorchPickle}, which runs nothing; sizes
 * are checked against each other and against a limit before memory is taken.
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
            try (ZipFile zip = new ZipFile(file.toFile())) {
                return new Archive(file.toString(), zip, folder(file.toString(), zip)).read(layout);
            }
        });
    }

    private static String folder(String file, ZipFile zip) throws DamagedFileException {
        List<String> folders = zip.stream()
                .map(ZipEntry::getName)
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
    private record Archive(String file, ZipFile zip, String folder) {

        FoundWeights read(Vgg16Layout layout) throws IOException {
            Map<String, TorchTensor> tensors =
                    TorchNames.flatten(TorchPickle.read(bytes(folder + PICKLE, LARGEST_PICKLE), file));
            String prefix = TorchNames.prefix(file, tensors.keySet(), layout);
            Convolutions convolutions = TorchNames.convolutions(
                    file,
                    tensors.keySet(),
                    prefix,
                    layout,
                    name -> shape(Objects.requireNonNull(tensors.get(name))),
                    name -> values(name, Objects.requireNonNull(tensors.get(name))));
            boolean script = zip.getEntry(folder + "constants.pkl") != null;
            return new FoundWeights(
                    script ? "TorchScript" : "PyTorch", convolutions.build(), Preprocessing.TORCHVISION, List.of());
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
            byte[] data = bytes(folder + "data/" + storage.key(), LARGEST_STORAGE);
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
            boolean big = zip.getEntry(entry) != null
                    && new String(bytes(entry, 1 << 10), StandardCharsets.US_ASCII)
                            .strip()
                            .equals("big");
            return big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        }

        /** Neither what the archive says about a size nor what unpacks from it is trusted. */
        private byte[] bytes(String name, int most) throws IOException {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw new DamagedFileException(file, "has no entry " + name);
            }
            try (InputStream in = zip.getInputStream(entry)) {
                byte[] bytes = entry.getSize() > most ? new byte[0] : in.readNBytes(most);
                if (entry.getSize() > most || in.read() >= 0) {
                    throw new DamagedFileException(
                            file, "the entry " + name + " has more than " + most + " bytes, which no VGG16 has");
                }
                return bytes;
            }
        }
    }
}
