package dev.visor.store.run;

import dev.visor.experiment.EnrolledSystem;
import dev.visor.face.Alignment;
import dev.visor.face.Identity;
import dev.visor.network.Architectures;
import dev.visor.network.Backbone;
import dev.visor.network.NamedTensors;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Head;
import dev.visor.recognition.NetworkRecognizer;
import dev.visor.saliency.CleanMaps;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.Json;
import dev.visor.store.tensors.SafeTensors;
import dev.visor.store.weights.LoadedWeights;
import dev.visor.torch.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A trained recognizer as one safetensors file: its head, the mean saliency maps of its training faces, the people it
 * knows, and which backbone weights it was trained on. The weights themselves are not in it. Thread-safe.
 */
public final class RecognizerFile {

    private static final String FORMAT = "visor-recognizer-1";

    private RecognizerFile() {}

    /**
     * Writes a trained recognizer, whole or not at all.
     *
     * @throws IOException with one line naming the file if it cannot be written
     */
    public static void write(Path file, EnrolledSystem system) throws IOException {
        NetworkRecognizer recognizer = system.recognizer();
        Backbone backbone = recognizer.backbone();
        NamedTensors.Builder tensors = NamedTensors.builder()
                .metadata("format", FORMAT)
                .metadata("backbone", backbone.name())
                .metadata("weights-sha256", backbone.weightsSha256())
                .metadata("alignment", backbone.alignment().name())
                .metadata("width", Integer.toString(backbone.width()))
                .metadata("height", Integer.toString(backbone.height()))
                .metadata(
                        "people",
                        Json.toText(recognizer.gallery().people().stream()
                                .map(Identity::name)
                                .toList()))
                .metadata("training-faces", Json.toText(new TreeSet<>(system.trainingIds())));
        NamedTensors head = recognizer.head().tensors();
        for (String name : head.names()) {
            tensors.tensor(
                    name,
                    head.values(name),
                    head.shape(name).stream().mapToInt(Integer::intValue).toArray());
        }
        system.cleanMaps().writeTo(tensors);
        SafeTensors.write(file, tensors.build());
    }

    /**
     * Reads a trained recognizer; it answers bit by bit as the one that was written.
     *
     * @param weights those of the backbone it was trained on
     * @param engine what it runs on
     * @throws DamagedFileException if it is no such file, a damaged one, or was trained on other weights
     * @throws IOException with one line naming the file if it cannot be read
     */
    public static EnrolledSystem read(Path file, LoadedWeights weights, Engine engine) throws IOException {
        NamedTensors tensors = SafeTensors.read(file);
        if (!FORMAT.equals(tensors.metadata().get("format"))) {
            throw new DamagedFileException(file.toString(), "is no trained recognizer (" + FORMAT + ")");
        }
        String trainedOn = metadata(tensors, "weights-sha256", file);
        if (!trainedOn.equals(weights.sha256())) {
            throw new DamagedFileException(
                    file.toString(),
                    "was trained on the weights " + trainedOn + ", but the weights given are " + weights.sha256());
        }
        try {
            Gallery gallery = new Gallery(
                    names(tensors, "people", file).stream().map(Identity::new).toList());
            Head head = new Head(gallery, tensors);
            CleanMaps cleanMaps = CleanMaps.readFrom(tensors);
            Set<String> trainingIds = Set.copyOf(names(tensors, "training-faces", file));
            Backbone backbone = Backbone.load(
                    Architectures.named(metadata(tensors, "backbone", file)),
                    weights.tensors(),
                    weights.sha256(),
                    Alignment.parse(metadata(tensors, "alignment", file)),
                    Integer.parseInt(metadata(tensors, "width", file)),
                    Integer.parseInt(metadata(tensors, "height", file)),
                    engine);
            return new EnrolledSystem(new NetworkRecognizer(backbone, head), cleanMaps, trainingIds);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DamagedFileException(file.toString(), String.valueOf(e.getMessage()), e);
        }
    }

    private static List<String> names(NamedTensors tensors, String key, Path file) throws IOException {
        List<String> names = Arrays.asList(Json.parse(metadata(tensors, key, file), String[].class, file + ", " + key));
        if (names.contains(null)) {
            throw new DamagedFileException(file.toString(), "has a null among its " + key);
        }
        return names;
    }

    private static String metadata(NamedTensors tensors, String key, Path file) throws DamagedFileException {
        String value = tensors.metadata().get(key);
        if (value == null) {
            throw new DamagedFileException(file.toString(), "does not tell its " + key);
        }
        return value;
    }
}
