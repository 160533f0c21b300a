package dev.visor.experiment.head;

import dev.visor.defense.Occlusions;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.SystemFactory;
import dev.visor.experiment.TrainingSummary;
import dev.visor.experiment.cost.StageCost;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.network.Backbone;
import dev.visor.network.BackboneOrigin;
import dev.visor.network.NamedTensors;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Head;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.NetworkRecognizer;
import dev.visor.recognition.training.FaceViews;
import dev.visor.recognition.training.HeadTrainer;
import dev.visor.recognition.training.TrainedHead;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.Reading;
import dev.visor.torch.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Trains heads on a frozen backbone, as the article does, and learns what the saliency maps of the training faces look
 * like. Hardened heads see occluded faces as well (T. Wu, L. Tong, Y. Vorobeychik, "Defending Against Physically
 * Realizable Attacks on Image Classification", ICLR 2020; {@link Occlusions} names the deviation).
 *
 * <p>Used by one thread.
 */
public final class TrainedHeadFactory implements SystemFactory {

    private static final String FORMAT = "visor-recognizer-2";

    /** More heads for one mask gain hardly anything. */
    private static final int MEMBERS = 3;

    private final Backbone backbone;
    /** The same layers, without the mean over each feature map. */
    private final Backbone unpooled;

    private final HeadTrainer.Config head;
    private final List<? extends Reading> readings;
    private final Engine engine;
    private final List<NetworkRecognizer> made = new ArrayList<>();

    /**
     * Makes a factory.
     *
     * @param backbone is closed with the factory
     * @param head how heads are trained
     * @param readings of the saliency maps that defenses may need
     * @param engine what the backbone runs on; is closed after it
     */
    public TrainedHeadFactory(
            Backbone backbone, HeadTrainer.Config head, List<? extends Reading> readings, Engine engine) {
        this.backbone = backbone;
        this.unpooled = backbone.unpooled();
        this.head = head;
        this.readings = List.copyOf(readings);
        this.engine = engine;
    }

    @Override
    public String fingerprint() {
        return backbone.weightsSha256();
    }

    @Override
    public Training train(FaceSet faces, FaceSet.Split split, RunContext run) {
        TrainedHead trained =
                new HeadTrainer(head).train(backbone, new Gallery(faces.people()), split, run.derive("head"));
        EnrolledSystem system = new EnrolledSystem(recognizer(trained.head()), CleanMaps.none(), ids(split.training()));
        return new Training(system, TrainingSummary.of(trained.epochs(), trained.training(), trained.validation()));
    }

    @Override
    public EnrolledSystem harden(EnrolledSystem plain, FaceSet faces, Occlusions occlusions, RunContext run) {
        List<Face> training = plain.trainingFaces(faces);
        FaceViews views = occlusions.views(training.get(0), run.seed().derive("occlusions"));
        RunContext own = run.derive("hardened head");
        Gallery gallery = plain.recognizer().gallery();
        Head trained;
        if (occlusions.clean()) {
            FaceSet.Split split = new FaceSet.Split(training, plain.heldOutFaces(faces));
            trained = new HeadTrainer(head)
                    .train(backbone, gallery, split, views, own)
                    .head();
        } else {
            // A head that is only asked about pictures under one mask gains by where in the face a feature is.
            trained = new HeadTrainer(head).trainEnsemble(unpooled, gallery, training, views, MEMBERS, own);
        }
        EnrolledSystem system = new EnrolledSystem(recognizer(trained), CleanMaps.none(), ids(training));
        // Maps of whole pictures say nothing about a head that never sees one.
        return occlusions.clean() ? withCleanMaps(system, faces, CleanMaps::of, run) : system;
    }

    @Override
    public EnrolledSystem withCleanMaps(EnrolledSystem system, FaceSet faces, CleanMaps.Maker maker, RunContext run) {
        return system.withCleanMaps(faces, readings, maker, run);
    }

    private static Set<String> ids(List<Face> training) {
        return training.stream().map(Face::id).collect(Collectors.toSet());
    }

    private NetworkRecognizer recognizer(Head trained) {
        Backbone below = trained.features() == backbone.featureCount() ? backbone : unpooled;
        NetworkRecognizer recognizer = new NetworkRecognizer(below, trained);
        made.add(recognizer);
        return recognizer;
    }

    @Override
    public NamedTensors write(EnrolledSystem system) {
        NetworkRecognizer recognizer = (NetworkRecognizer) system.recognizer();
        NamedTensors.Builder tensors = NamedTensors.builder().metadata("format", FORMAT);
        new BackboneOrigin(backbone).writeTo(tensors);
        tensors.metadata(
                        "people",
                        recognizer.gallery().people().stream()
                                .map(Identity::name)
                                .collect(Collectors.joining("\n")))
                .metadata("training-faces", String.join("\n", new TreeSet<>(system.trainingIds())));
        NamedTensors values = recognizer.head().tensors();
        for (String name : values.names()) {
            tensors.tensor(
                    name,
                    values.values(name),
                    values.shape(name).stream().mapToInt(Integer::intValue).toArray());
        }
        system.cleanMaps().writeTo(tensors);
        return tensors.build();
    }

    @Override
    public EnrolledSystem read(NamedTensors tensors) {
        if (!FORMAT.equals(tensors.metadata().get("format"))) {
            throw new IllegalArgumentException("is no trained recognizer (" + FORMAT + ")");
        }
        new BackboneOrigin(backbone).check(tensors);
        Gallery gallery =
                new Gallery(lines(tensors, "people").stream().map(Identity::new).toList());
        return new EnrolledSystem(
                recognizer(new Head(gallery, tensors)),
                CleanMaps.readFrom(tensors),
                Set.copyOf(lines(tensors, "training-faces")));
    }

    private static List<String> lines(NamedTensors tensors, String key) {
        return Arrays.asList(tensors.metadata(key).split("\n"));
    }

    @Override
    public void pass(List<Image> pictures) {
        backbone.features(pictures);
    }

    @Override
    public void passBothWays(List<Image> pictures) {
        Gallery two = new Gallery(List.of(new Identity("one"), new Identity("other")));
        try (NetworkRecognizer untrained =
                new NetworkRecognizer(backbone, Head.untrained(two, backbone.featureCount()))) {
            untrained.backward(pictures, LogitGradient.BEST, BackwardRule.EXACT);
        }
    }

    @Override
    public double trainingOperations(int people, int faces) {
        return StageCost.headOperations(head, backbone.featureCount(), people, faces);
    }

    @Override
    public void close() {
        made.forEach(NetworkRecognizer::close);
        backbone.close();
        engine.close();
    }
}
