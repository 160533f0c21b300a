package dev.visor.cli.picture;

import dev.visor.cli.console.ComputeOptions;
import dev.visor.cli.console.Console;
import dev.visor.cli.console.FinderOptions;
import dev.visor.cli.console.HelpOptions;
import dev.visor.face.detection.FaceDetector;
import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Threshold;
import dev.visor.recognition.Verdict;
import dev.visor.recognition.embedding.EmbeddingRecognizer;
import dev.visor.store.enrollment.GalleryFile;
import dev.visor.store.enrollment.OpenNetwork;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Identification 1:N. */
@Command(
        name = "identify",
        description = "Says who of a gallery is in pictures, or that somebody is unknown. There is no defense.")
public final class IdentifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "Photographs or aligned faces, or folders of them.")
    private List<Path> images = List.of();

    @Option(names = "--gallery", paramLabel = "FILE", order = 1, required = true, description = "The gallery.")
    private Path file = Path.of("gallery.safetensors");

    @Option(names = "--json", paramLabel = "FILE", order = 2, description = "Write the answers to this file, too.")
    private @Nullable Path json;

    @Mixin
    private FinderOptions detector = new FinderOptions();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private ComputeOptions compute = new ComputeOptions();

    /**
     * Who is in a picture.
     *
     * @param file the picture
     * @param person who it is; null for unknown
     * @param nearest whose template is the most similar one
     * @param similarity the cosine similarity to it
     * @param threshold the least similarity of a match
     */
    record Answer(String file, @Nullable String person, String nearest, double similarity, double threshold) {}

    @Override
    public Integer call() throws IOException {
        Console console = Console.of(spec);
        if (json != null) {
            AtomicFile.check(json);
        }
        GalleryFile gallery = GalleryFile.read(file);
        Map<Path, Image> probes;
        try (FaceDetector finder = detector.open()) {
            probes = new Probes(finder, gallery.faces(), console).readAll(images);
        }
        if (json != null) {
            AtomicFile.checkApart(json, probes.keySet());
        }
        List<Answer> answers = new ArrayList<>();
        try (OpenNetwork open = network.open(gallery, compute.compute());
                EmbeddingRecognizer recognizer = new EmbeddingRecognizer(open.embedder(), gallery.enrollment())) {
            List<Decision> decisions = recognizer.decide(List.copyOf(probes.values()));
            for (Path probe : probes.keySet()) {
                answers.add(answer(
                        probe,
                        decisions.get(answers.size()),
                        gallery.enrollment().threshold()));
            }
        }
        for (Answer answer : answers) {
            console.print(
                    "%s: %s, %s %.4f%n",
                    answer.file,
                    answer.person == null ? "unknown" : answer.person,
                    answer.person == null ? "nearest " + answer.nearest : "similarity",
                    answer.similarity);
        }
        if (json != null) {
            Json.write(json, answers);
        }
        return 0;
    }

    private static Answer answer(Path probe, Decision decision, Threshold threshold) {
        String nearest = decision.scores().best().name();
        return new Answer(
                probe.toString(),
                decision.verdict() == Verdict.PERSON ? nearest : null,
                nearest,
                threshold.cosine(decision.scores().logit(decision.scores().bestIndex())),
                threshold.similarity());
    }
}
