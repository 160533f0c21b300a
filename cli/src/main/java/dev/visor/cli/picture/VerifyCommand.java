package dev.visor.cli.picture;

import dev.visor.cli.console.ComputeOptions;
import dev.visor.cli.console.Console;
import dev.visor.cli.console.HelpOptions;
import dev.visor.face.FaceFormat;
import dev.visor.face.detection.FaceDetector;
import dev.visor.image.Image;
import dev.visor.image.PictureException;
import dev.visor.recognition.embedding.Embedding;
import dev.visor.store.enrollment.GalleryFile;
import dev.visor.store.enrollment.OpenNetwork;
import dev.visor.store.run.PictureFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verification 1:1. */
@Command(
        name = "verify",
        description = {
            "Compares the faces of two pictures: their cosine similarity, and whether they match at the threshold.",
            "Exit code 0 if they match, 3 if they don't, 2 if a picture shows no face."
        })
public final class VerifyCommand implements Callable<Integer> {

    private static final int NO_MATCH = 3;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "A", description = "A photograph, or an aligned face.")
    private Path first = Path.of("");

    @Parameters(index = "1", paramLabel = "B", description = "Another one.")
    private Path second = Path.of("");

    @Option(
            names = "--gallery",
            paramLabel = "FILE",
            order = 1,
            description = "Take threshold, network and alignment of this gallery.")
    private @Nullable Path file;

    @Mixin
    private ThresholdOption threshold = new ThresholdOption();

    @Mixin
    private FaceOptions faces = new FaceOptions();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private ComputeOptions compute = new ComputeOptions();

    @Override
    public Integer call() throws IOException {
        Double given = threshold.similarity();
        if (file == null && given == null) {
            throw new IllegalArgumentException(
                    "no threshold: name a --gallery, which has a calibrated one, or a --threshold");
        }
        Console console = Console.of(spec);
        GalleryFile gallery = file == null ? null : GalleryFile.read(file);
        if (gallery != null) {
            faces.checkUnset();
        }
        FaceFormat format;
        List<Image> pictures;
        try (FaceDetector finder = faces.open()) {
            format = gallery == null ? format(finder) : gallery.faces();
            pictures = new Probes(finder, format, console).readEach(List.of(first, second));
        }
        try (OpenNetwork open = gallery == null
                ? network.open(format, compute.compute(), console)
                : network.open(gallery, compute.compute())) {
            List<Embedding> embeddings = open.embedder().embed(pictures);
            double found = embeddings.get(0).cosine(embeddings.get(1));
            double least = given == null ? threshold(gallery) : given;
            boolean match = found >= least;
            console.print("%s: similarity %.4f, threshold %.4f%n", match ? "match" : "no match", found, least);
            return match ? 0 : NO_MATCH;
        }
    }

    private FaceFormat format(FaceDetector finder) throws IOException {
        Image picture;
        try (PictureFiles files = new PictureFiles()) {
            picture = files.read(first);
        } catch (IOException | PictureException e) {
            return network.usualFaces(); // what is wrong is named together with what is wrong with the other picture
        }
        return faces.format(network.usualFaces(), picture, finder);
    }

    private static double threshold(@Nullable GalleryFile gallery) {
        if (gallery == null) {
            throw new IllegalStateException("there is neither a gallery nor a threshold");
        }
        return gallery.enrollment().threshold().similarity();
    }
}
