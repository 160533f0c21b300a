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
import dev.visor.network.BackboneOrigin;
import dev.visor.network.NamedTensors;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.ConfusionMatrix;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Threshold;
import dev.visor.recognition.embedding.Embedder;
import dev.visor.recognition.embedding.Embedding;
import dev.visor.recognition.embedding.EmbeddingRecognizer;
import dev.visor.recognition.embedding.Enrollment;
import dev.visor.recognition.embedding.Template;
import dev.visor.recognition.embedding.TemplateKind;
import dev.visor.recognition.embedding.TemplateSearch;
import dev.visor.recognition.embedding.ThresholdRule;
import dev.visor.recognition.training.FaceViews;
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
 * hardened system is enrolled with occluded faces as well ({@link Occlusions}). One for occluded faces alone whitens their
 * embeddings, and its threshold has a rate of its own ({@link Enrollment#underMask}).
 *
 * <p>Used by one thread.
 */
public final class EmbeddingFactory implements SystemFactory {

    private static final String FORMAT = "visor-enrollment-1";
    private static final String WHITENED = "visor-enrollment-2";
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
        List<Template> templates = templates(split.training(), FaceViews.PLAIN, run);
        Enrollment enrollment = Enrollment.of(templates, rule);
        EnrolledSystem system = enrolled(enrollment, split.training());
        return new Training(
                system, TrainingSummary.measured(system.recognizer(), confusion(enrollment), split.validation(), run));
    }

    /** Returns who of those pictures that people are enrolled with is taken for whom; their embeddings are known. */
    private ConfusionMatrix confusion(Enrollment enrollment) {
        List<Integer> actual = new ArrayList<>();
        List<Integer> answered = new ArrayList<>();
        try (TemplateSearch search = new TemplateSearch(enrollment, engine.threads())) {
            for (int person = 0; person < enrollment.templates().size(); person++) {
                for (Scores scores :
                        search.identify(enrollment.templates().get(person).pictures())) {
                    actual.add(person);
                    answered.add(scores.bestIndex());
                }
            }
        }
        return ConfusionMatrix.of(enrollment.gallery().people(), ints(actual), ints(answered));
    }

    private static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public EnrolledSystem harden(EnrolledSystem plain, FaceSet faces, Occlusions occlusions, RunContext run) {
        List<Face> training = plain.trainingFaces(faces);
        FaceViews views = occlusions.views(training.get(0), run.seed().derive("occlusions"));
        List<Template> templates = templates(training, views, run);
        if (occlusions.clean()) {
            EnrolledSystem system = enrolled(Enrollment.of(templates, rule), training);
            return withCleanMaps(system, faces, CleanMaps::of, run);
        }
        int embeddings =
                templates.stream().mapToInt(one -> one.pictures().size()).sum();
        // Maps of whole pictures say nothing about who is never asked about one.
        return enrolled(Enrollment.underMask(templates, embeddings / training.size(), rule), training);
    }

    @Override
    public EnrolledSystem withCleanMaps(EnrolledSystem system, FaceSet faces, CleanMaps.Maker maker, RunContext run) {
        return system.isBlackBox() ? system : system.withCleanMaps(faces, readings, maker, run);
    }

    private List<Template> templates(List<Face> training, FaceViews views, RunContext run) {
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
        return embeddings.entrySet().stream()
                .map(person -> new Template(person.getKey(), kind, person.getValue()))
                .toList();
    }

    private EnrolledSystem enrolled(Enrollment enrollment, List<Face> training) {
        Set<String> ids = training.stream().map(Face::id).collect(Collectors.toSet());
        return new EnrolledSystem(recognizer(enrollment), CleanMaps.none(), ids);
    }

    private EmbeddingRecognizer recognizer(Enrollment enrollment) {
        EmbeddingRecognizer recognizer = new EmbeddingRecognizer(embedder, enrollment);
        made.add(recognizer);
        return recognizer;
    }

    @Override
    public NamedTensors write(EnrolledSystem system) {
        EmbeddingRecognizer recognizer = (EmbeddingRecognizer) system.recognizer();
        Enrollment enrollment = recognizer.enrollment();
        NamedTensors.Builder tensors = NamedTensors.builder().metadata("format", format(enrollment));
        new BackboneOrigin(backbone()).writeTo(tensors);
        tensors.metadata("training-faces", String.join("\n", new TreeSet<>(system.trainingIds())));
        enrollment.writeTo(tensors);
        system.cleanMaps().writeTo(tensors);
        return tensors.build();
    }

    /** Whoever doesn't know of whitening would compare embeddings without it, so it must not read such a file. */
    private static String format(Enrollment enrollment) {
        return enrollment.whitening().isPresent() ? WHITENED : FORMAT;
    }

    @Override
    public EnrolledSystem read(NamedTensors tensors) {
        String format = tensors.metadata().get("format");
        if (!FORMAT.equals(format) && !WHITENED.equals(format)) {
            throw new IllegalArgumentException("is no enrolled gallery (" + FORMAT + " or " + WHITENED + ")");
        }
        new BackboneOrigin(backbone()).check(tensors);
        Set<String> training =
                Set.copyOf(Arrays.asList(tensors.metadata("training-faces").split("\n")));
        Enrollment enrollment = Enrollment.readFrom(tensors);
        if (!format(enrollment).equals(format)) {
            throw new IllegalArgumentException(
                    "is no enrolled gallery: " + format(enrollment) + " by its tensors, but it says " + format);
        }
        return new EnrolledSystem(recognizer(enrollment), CleanMaps.readFrom(tensors), training);
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
