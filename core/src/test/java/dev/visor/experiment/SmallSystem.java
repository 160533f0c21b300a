package dev.visor.experiment;

import dev.visor.accessory.ShapeFamily;
import dev.visor.defense.Fills;
import dev.visor.defense.Occlusions;
import dev.visor.experiment.head.TrainedHeadFactory;
import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.network.Backbone;
import dev.visor.recognition.NetworkRecognizer;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.training.HeadTrainer;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.Readings;
import dev.visor.torch.Engine;
import java.util.ArrayList;
import java.util.List;

/** Heads that are trained on drawn weights and drawn faces, all with the same seed. */
public final class SmallSystem implements AutoCloseable {

    public static final int SIZE = 72;
    public static final HeadTrainer.Config HEAD = new HeadTrainer.Config(List.of(8), 0.5, 3, 4, 1e-3, 1e-4);
    public static final Occlusions OCCLUSIONS =
            new Occlusions(List.of(ShapeFamily.GLASSES), 1, 1, 0.4, Fills.ZERO, false, true);
    public static final RunContext RUN = RunContext.of(4);
    public static final FaceSet FACES = faces(30);
    public static final FaceSet.Split SPLIT = FACES.split(0.5, RUN.seed().derive("split"));

    private final RandomSystem random;
    private final TrainedHeadFactory factory;
    private final SystemFactory.Training training;
    private final EnrolledSystem hardened;

    private SmallSystem(RandomSystem random, TrainedHeadFactory factory) {
        this.random = random;
        this.factory = factory;
        SystemFactory.Training trained = factory.train(FACES, SPLIT, RUN);
        this.training = new SystemFactory.Training(
                factory.withCleanMaps(trained.system(), FACES, CleanMaps::of, RUN), trained.summary());
        this.hardened = factory.harden(training.system(), FACES, OCCLUSIONS, RUN);
    }

    /** Is trained when a test first needs it, and stays open: whichever test ends last may still use it. */
    private static final class Shared {
        static final SmallSystem SYSTEM = start(2);
    }

    /** Returns the one that is trained once for all tests that do not close it. */
    public static SmallSystem shared() {
        return Shared.SYSTEM;
    }

    /** Trains the same system again. */
    public static SmallSystem start(int threads) {
        Engine engine = Engine.start(threads);
        RandomSystem random = RandomSystem.start(engine, Alignment.DLIB, SIZE, SIZE);
        return new SmallSystem(
                random, new TrainedHeadFactory(random.backbone(), HEAD, List.of(Readings.values()), engine));
    }

    /** Returns drawn faces of three people who take turns. */
    public static FaceSet faces(int count) {
        List<Face> faces = new ArrayList<>();
        List<Identity> people = RandomSystem.PEOPLE.subList(0, 3);
        for (Image image : RandomSystem.pictures(21, count, SIZE, SIZE)) {
            faces.add(new Face(
                    "face " + faces.size(), people.get(faces.size() % 3), image, Alignment.DLIB.landmarks(SIZE, SIZE)));
        }
        return new FaceSet("drawn", Alignment.DLIB, faces);
    }

    public Backbone backbone() {
        return random.backbone();
    }

    public TrainedHeadFactory factory() {
        return factory;
    }

    public SystemFactory.Training training() {
        return training;
    }

    public EnrolledSystem plain() {
        return training.system();
    }

    public EnrolledSystem hardened() {
        return hardened;
    }

    /** Returns the network behind a system of the factory. */
    public static NetworkRecognizer network(EnrolledSystem system) {
        return (NetworkRecognizer) system.recognizer();
    }

    @Override
    public void close() {
        random.recognizer().close();
        factory.close();
    }
}
