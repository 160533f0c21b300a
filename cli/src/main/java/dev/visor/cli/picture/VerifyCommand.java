package dev.visor.cli.picture;

import dev.visor.cli.console.ComputeOptions;
import dev.visor.cli.console.Console;
import dev.visor.cli.console.DetectorOption;
import dev.visor.cli.console.HelpOptions;
import dev.visor.face.Alignment;
import dev.visor.face.FaceFormat;
import dev.visor.face.detection.FaceDetector;
import dev.visor.image.Image;
import dev.visor.recognition.embedding.Embedding;
import dev.visor.setting.Registry;
import dev.visor.store.enrollment.GalleryFile;
import dev.visor.store.enrollment.OpenNetwork;
import dev.visor.store.file.Pictures;
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
            "Exit code 0 if they match, 3 if they don't."
        })
public final class VerifyCommand implements Callable<Integer> {

    private static final int NO_MATCH = 3;

    /** What photographs are aligned to if nothing says otherwise. */
    private static final FaceFormat CHIP = new FaceFormat(Alignment.DLIB, 150, 150);

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

    @Option(
            names = "--threshold",
            paramLabel = "X",
            order = 2,
            description = "The least cosine similarity of a match, in (-1, 1).")
    private @Nullable Double similarity;

    @Option(
            names = "--alignment",
            paramLabel = "NAME",
            order = 3,
            description =
                    "How aligned faces lie: dlib, arcface, or where the eyes are (default: that of the gallery, or by the"
                            + " size of A).")
    private @Nullable String alignment;

    @Mixin
    private DetectorOption detector = new DetectorOption();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private ComputeOptions compute = new ComputeOptions();

    @Override
    public Integer call() throws IOException {
        if (file == null && similarity == null) {
            throw new IllegalArgumentException(
                    "no threshold: name a --gallery, which has a calibrated one, or a --threshold");
        }
        if (similarity != null && !(similarity > -1 && similarity < 1)) {
            throw new IllegalArgumentException("illegal --threshold: " + similarity + ", must be in (-1, 1)");
        }
        GalleryFile gallery = file == null ? null : GalleryFile.read(file);
        FaceFormat faces = gallery == null ? format() : gallery.faces();
        if (gallery != null && alignment != null) {
            throw new IllegalArgumentException("--alignment and --gallery exclude each other: the gallery has its own");
        }
        List<Image> pictures;
        try (FaceDetector finder = detector.open(Registry.standard())) {
            Probes probes = new Probes(finder, faces, Console.of(spec));
            pictures = List.of(probes.read(first), probes.read(second));
        }
        try (OpenNetwork open =
                gallery == null ? network.open(faces, compute.threads()) : network.open(gallery, compute.threads())) {
            List<Embedding> embeddings = open.embedder().embed(pictures);
            double found = embeddings.get(0).cosine(embeddings.get(1));
            double least = similarity == null ? threshold(gallery) : similarity;
            boolean match = found >= least;
            Console.of(spec).print("%s: similarity %.4f, threshold %.4f%n", match ? "match" : "no match", found, least);
            return match ? 0 : NO_MATCH;
        }
    }

    private static double threshold(@Nullable GalleryFile gallery) {
        if (gallery == null) {
            throw new IllegalStateException("there is neither a gallery nor a threshold");
        }
        return gallery.enrollment().threshold().similarity();
    }

    private FaceFormat format() throws IOException {
        Image image = Pictures.read(first);
        if (alignment != null) {
            return new FaceFormat(Alignment.parse(alignment), image.width(), image.height());
        }
        return Alignment.ofSize(image.width(), image.height())
                .map(of -> new FaceFormat(of, image.width(), image.height()))
                .orElse(CHIP);
    }
}
