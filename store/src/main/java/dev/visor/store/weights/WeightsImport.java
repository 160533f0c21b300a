package dev.visor.store.weights;

import dev.visor.network.Architectures;
import dev.visor.network.NamedTensors;
import dev.visor.network.Preprocessing;
import dev.visor.store.file.Sha256;
import dev.visor.store.tensors.FaceApiWeights;
import dev.visor.store.tensors.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings weights from where they are published into Visor's own form.
 *
 * <p>The convolutions of VGG16, as Keras HDF5 (keras-vggface), MatConvNet (VGG-Face), PyTorch or TorchScript archive, or
 * safetensors: the resulting file has torchvision's names and layout and the metadata
 * {@link Preprocessing#METADATA}. And the folder of an unpacked npm package {@code @vladmandic/face-api}, see
 * {@link FaceApiWeights}.
 *
 * <p>Thread-safe. The same file gives the same bytes.
 */
public final class WeightsImport {

    private WeightsImport() {}

    /**
     * Reads weights; their format is found by the first bytes of the file.
     *
     * @param source a file, or the folder of the npm package
     * @param input the preprocessing to keep with them; without it, that of the file or else of the format
     * @throws dev.visor.store.file.DamagedFileException if it is a damaged file, an unknown format or another network
     * @throws IOException with one line if it cannot be read
     * @throws IllegalArgumentException if there is an input for weights whose network has its own
     */
    public static ImportedWeights read(Path source, Optional<Preprocessing> input) throws IOException {
        return Files.isDirectory(source)
                ? readPackage(source, input)
                : read(source, input, Vgg16Layout.CONFIGURATION_D);
    }

    /** Reads a network with other widths, which is how small files are tested. */
    static ImportedWeights read(Path file, Optional<Preprocessing> input, Vgg16Layout layout) throws IOException {
        FoundWeights found = WeightsFormat.of(file).reader().read(file, layout);
        Preprocessing preprocessing = input.orElse(found.input());
        List<String> remarks = new ArrayList<>(found.remarks());
        if (found.inputIsAssumed() && input.isEmpty()) {
            remarks.add("the file does not say its preprocessing, so that of " + found.format() + " files is assumed: "
                    + preprocessing.text() + "; 'visor weights import --input' gives another");
        }
        NamedTensors tensors = withMetadata(found, preprocessing.text(), file);
        return new ImportedWeights(
                found.format(),
                Architectures.VGG16.name(),
                tensors.names().size(),
                preprocessing.text(),
                remarks,
                SafeTensors.bytes(tensors));
    }

    private static NamedTensors withMetadata(FoundWeights found, String input, Path file) throws IOException {
        NamedTensors.Builder tensors = NamedTensors.builder();
        found.tensors().metadata().forEach(tensors::metadata);
        tensors.metadata("network", Architectures.VGG16.name());
        if (!found.tensors().metadata().containsKey("source")) {
            tensors.metadata("source", found.format());
            tensors.metadata("sha256/" + file.getFileName(), Sha256.of(file));
        }
        tensors.metadata(Preprocessing.METADATA, input);
        for (String name : found.tensors().names()) {
            int[] shape = found.tensors().shape(name).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            tensors.tensor(name, found.tensors().values(name), shape);
        }
        return tensors.build();
    }

    private static ImportedWeights readPackage(Path folder, Optional<Preprocessing> input) throws IOException {
        byte[] bytes = FaceApiWeights.convert(folder);
        if (input.isPresent()) {
            throw new IllegalArgumentException(
                    "illegal --input: the network of " + folder + " has its own, must be left out");
        }
        NamedTensors tensors = SafeTensors.read(bytes, folder.toString());
        return new ImportedWeights(
                "face-api",
                Architectures.RESNET29.name(),
                tensors.names().size(),
                "that of the network",
                List.of(),
                bytes);
    }
}
