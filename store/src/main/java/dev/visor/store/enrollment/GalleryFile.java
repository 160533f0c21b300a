package dev.visor.store.enrollment;

import dev.visor.face.Alignment;
import dev.visor.face.FaceFormat;
import dev.visor.network.Architecture;
import dev.visor.network.NamedTensors;
import dev.visor.recognition.embedding.Embedder;
import dev.visor.recognition.embedding.Enrollment;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.tensors.SafeTensors;
import dev.visor.store.weights.LoadedWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Enrolled people as a safetensors file: the embeddings of their pictures, the threshold, and what they were computed with.
 * It holds no pictures. Immutable and thread-safe.
 *
 * @param enrollment the people
 * @param network the name of the network
 * @param weightsSha256 the SHA-256 of its weights, in hexadecimal
 * @param faces what its pictures have in common
 * @param input what is done to pictures before a network of a file, as {@code Preprocessing} writes it; null for others
 * @param output the output with the features of a network of a file; null if there is one alone
 */
public record GalleryFile(
        Enrollment enrollment,
        String network,
        String weightsSha256,
        FaceFormat faces,
        @Nullable String input,
        @Nullable String output) {

    private static final String FORMAT = "visor-gallery-1";
    private static final String INPUT = "input";
    private static final String OUTPUT = "output";

    /** Checks that pictures are compared as they are. */
    public GalleryFile {
        if (enrollment.whitening().isPresent()) {
            throw new IllegalArgumentException("has people who were enrolled for pictures under a mask");
        }
    }

    /**
     * Returns people who were enrolled with a network.
     *
     * @param output the output of a network of a file that was asked for, if one was
     */
    public static GalleryFile of(Enrollment enrollment, OpenNetwork open, @Nullable String output) {
        var backbone = open.embedder().backbone();
        return new GalleryFile(
                enrollment,
                backbone.name(),
                backbone.weightsSha256(),
                new FaceFormat(backbone.alignment(), backbone.width(), backbone.height()),
                open.imported().map(network -> network.preprocessing().text()).orElse(null),
                output);
    }

    /** Returns the same network with other people. */
    public GalleryFile with(Enrollment newEnrollment) {
        return new GalleryFile(newEnrollment, network, weightsSha256, faces, input, output);
    }

    /**
     * Reads a gallery.
     *
     * @throws DamagedFileException with one line if the file is no gallery or a damaged one
     * @throws IOException with one line naming the file if it can't be read
     */
    public static GalleryFile read(Path file) throws IOException {
        NamedTensors tensors = LoadedWeights.read(file).tensors();
        Map<String, String> metadata = tensors.metadata();
        try {
            if (!FORMAT.equals(metadata.get("format"))) {
                throw new IllegalArgumentException("is no gallery (" + FORMAT + "); 'visor enroll' writes one");
            }
            FaceFormat faces = new FaceFormat(
                    Alignment.parse(tensors.metadata("alignment")),
                    Integer.parseInt(tensors.metadata("width")),
                    Integer.parseInt(tensors.metadata("height")));
            return new GalleryFile(
                    Enrollment.readFrom(tensors),
                    tensors.metadata("backbone"),
                    tensors.metadata("weights-sha256"),
                    faces,
                    metadata.get(INPUT),
                    metadata.get(OUTPUT));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DamagedFileException(file.toString(), String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Writes the gallery whole or not at all. The same people give the same bytes.
     *
     * @throws IOException with one line naming the file if it can't be written
     */
    public void write(Path file) throws IOException {
        NamedTensors.Builder tensors = NamedTensors.builder()
                .metadata("format", FORMAT)
                .metadata("backbone", network)
                .metadata("weights-sha256", weightsSha256)
                .metadata("alignment", faces.alignment().name())
                .metadata("width", Integer.toString(faces.width()))
                .metadata("height", Integer.toString(faces.height()));
        if (input != null) {
            tensors.metadata(INPUT, input);
        }
        if (output != null) {
            tensors.metadata(OUTPUT, output);
        }
        enrollment.writeTo(tensors);
        SafeTensors.write(file, tensors.build());
    }

    /**
     * Checks that a network is the one that the people were enrolled with.
     *
     * @throws IllegalArgumentException if it is another one
     */
    public void check(Architecture architecture, Embedder embedder) {
        if (!network.equals(architecture.name())) {
            throw new IllegalArgumentException(
                    "the gallery was enrolled with the network " + network + ", but this is " + architecture.name());
        }
        String here = embedder.backbone().weightsSha256();
        if (!weightsSha256.equals(here)) {
            throw new IllegalArgumentException("the gallery was enrolled with other weights of " + network
                    + ": their SHA-256 is " + weightsSha256 + ", but here it is " + here);
        }
    }
}
