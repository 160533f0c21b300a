package dev.visor.experiment.openset;

import dev.visor.defense.Occlusions;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.SystemFactory;
import dev.visor.experiment.TrainingSummary;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.network.Backbone;
import dev.visor.network.NamedTensors;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.FaceViews;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.Threshold;
import dev.visor.recognition.embedding.Embedder;
import dev.visor.recognition.embedding.Embedding;
import dev.visor.recognition.embedding.EmbeddingRecognizer;
import dev.visor.recognition.embedding.Enrollment;
import dev.visor.recognition.embedding.Template;
import dev.visor.recognition.embedding.TemplateKind;
import dev.visor.recognition.embedding.ThresholdRule;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.Reading;
import dev.visor.torch.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Enrolls people: keeps the embeddings of their training faces, and calibrates the threshold on impostor pairs of these. A
 * hardened system is enrolled with occluded faces as well ({@link Occlusions}).
 *
 * <p>Used by one thread.
 */
public final class EmbeddingFactory implements SystemFactory {

    private static final String FORMAT = "visor-enrollment-1";
    private static final int BATCH = 32;

    private final Embedder embedder;
    private final TemplateKind kind;
    private final ThresholdRule rule;
    private final List<? extends Reading> readings;
    private final Engine engine;
    private final List<EmbeddingRecognizer> made = new ArrayList<>();

    /**
     * Makes a factory.
     *
     * @param embedder its backbone is closed with the factory
     * @param kind how a picture is compared with several ones
     * @param rule finds the threshold
     * @param readings of the saliency maps that defenses may need
     * @param engine what the backbone runs on; is closed after it
     */
    public EmbeddingFactory(
            Embedder embedder, TemplateKind kind, ThresholdRule rule, List<? extends Reading> readings, Engine engine) {
        this.embedder = embedder;
        this.kind = kind;
        this.rule = rule;
        this.readings = List.copyOf(readings);
        this.engine = engine;
    }

    private Backbone backbone() {
        return embedder.backbone();
    }

    @Override
    public String fingerprint() {
        return backbone().weightsSha256();
    }

    @Override
    public Training train(FaceSet faces, FaceSet.Split split, RunContext run) {
        EnrolledSystem system = enroll(split.training(), FaceViews.PLAIN, run);
        return new Training(
                system, TrainingSummary.measured(system.recognizer(), split.training(), split.validation()));
    }

    @Override
    public EnrolledSystem harden(EnrolledSystem plain, FaceSet faces, Occlusions occlusions, RunContext run) {
        List<Face> training = plain.trainingFaces(faces);
        return enroll(training, occlusions.views(training.get(0), run.seed().derive("occlusions")), run);
    }

    private EnrolledSystem enroll(List<Face> training, FaceViews views, RunContext run) {
        Map<Identity, List<Embedding>> embeddings = new TreeMap<>();
        try (Progress.Task task = run.begin("embeddings", training.size())) {
            for (int from = 0; from < training.size(); from += BATCH) {
                run.checkpoint();
                List<Face> part = training.subList(from, Math.min(training.size(), from + BATCH));
                List<List<Image>> each = part.stream().map(views::of).toList();
                Iterator<Embedding> all = embedder.embed(
                                each.stream().flatMap(List::stream).toList())
                        .iterator();
                for (int i = 0; i < part.size(); i++) {
                    List<Embedding> own =
                            embeddings.computeIfAbsent(part.get(i).identity(), person -> new ArrayList<>());
                    each.get(i).forEach(view -> own.add(all.next()));
                }
                task.done(from + part.size());
            }
        }
        List<Template> templates = embeddings.entrySet().stream()
                .map(person -> new Template(person.getKey(), kind, person.getValue()))
                .toList();
        EmbeddingRecognizer recognizer = recognizer(Enrollment.of(templates, rule));
        Set<String> ids = training.stream().map(Face::id).collect(Collectors.toSet());
        if (!backbone().hasGradients()) {
            return EnrolledSystem.blackBox(recognizer, ids);
        }
        List<Image> images = training.stream().map(Face::image).toList();
        return new EnrolledSystem(recognizer, CleanMaps.of(images, readings, recognizer, run), ids);
    }

    private EmbeddingRecognizer recognizer(Enrollment enrollment) {
        EmbeddingRecognizer recognizer = new EmbeddingRecognizer(embedder, enrollment);
        made.add(recognizer);
        return recognizer;
    }

    @Override
    public NamedTensors write(EnrolledSystem system) {
        EmbeddingRecognizer recognizer = (EmbeddingRecognizer) system.recognizer();
        NamedTensors.Builder tensors = NamedTensors.builder().metadata("format", FORMAT);
        origin().forEach(tensors::metadata);
        tensors.metadata("training-faces", String.join("\n", new TreeSet<>(system.trainingIds())));
        recognizer.enrollment().writeTo(tensors);
        system.cleanMaps().writeTo(tensors);
        return tensors.build();
    }

    private Map<String, String> origin() {
        return Map.of(
                "backbone", backbone().name(),
                "weights-sha256", backbone().weightsSha256(),
                "alignment", backbone().alignment().name(),
                "width", Integer.toString(backbone().width()),
                "height", Integer.toString(backbone().height()));
    }

    @Override
    public EnrolledSystem read(NamedTensors tensors) {
        Map<String, String> metadata = tensors.metadata();
        if (!FORMAT.equals(metadata.get("format"))) {
            throw new IllegalArgumentException("is no enrolled gallery (" + FORMAT + ")");
        }
        origin().forEach((key, here) -> {
            if (!here.equals(metadata.get(key))) {
                throw new IllegalArgumentException(
                        "was enrolled with the " + key + " " + metadata.get(key) + ", but here it is " + here);
            }
        });
        String faces = metadata.get("training-faces");
        if (faces == null) {
            throw new IllegalArgumentException("lacks its training-faces");
        }
        return new EnrolledSystem(
                recognizer(Enrollment.readFrom(tensors)),
                CleanMaps.readFrom(tensors),
                Set.copyOf(Arrays.asList(faces.split("\n"))));
    }

    @Override
    public void pass(List<Image> pictures) {
        backbone().features(pictures);
    }

    @Override
    public void passBothWays(List<Image> pictures) {
        if (!backbone().hasGradients()) {
            pass(pictures);
            pass(pictures);
            return;
        }
        List<Template> two = new ArrayList<>();
        for (String name : List.of("one", "other")) {
            float[] axis = new float[embedder.size()];
            axis[Math.min(two.size(), axis.length - 1)] = 1;
            two.add(new Template(new Identity(name), kind, List.of(Embedding.of(axis))));
        }
        try (EmbeddingRecognizer any =
                new EmbeddingRecognizer(embedder, new Enrollment(two, new Threshold(0, null, 0, 0)))) {
            any.backward(pictures, LogitGradient.BEST, BackwardRule.EXACT);
        }
    }

    @Override
    public void close() {
        made.forEach(EmbeddingRecognizer::close);
        backbone().close();
        engine.close();
    }
}
