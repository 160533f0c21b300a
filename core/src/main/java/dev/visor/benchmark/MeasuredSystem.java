package dev.visor.benchmark;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.AttackTask;
import dev.visor.attack.Dodging;
import dev.visor.attack.GradientAttack;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.Impersonation;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.experiment.head.TrainedHeadFactory;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.image.Image;
import dev.visor.image.Resizing;
import dev.visor.network.Backbone;
import dev.visor.recognition.NetworkRecognizer;
import dev.visor.recognition.training.HeadTrainer;
import dev.visor.run.CancelledException;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.Readings;
import java.util.ArrayList;
import java.util.List;

/**
 * A recognizer to measure: the default head, trained on a few pictures of each person, and pictures and attacks for it.
 *
 * <p>Thread-safe. Owns the native memory of the head, not of the backbone.
 */
public final class MeasuredSystem implements AutoCloseable {

    private static final int PICTURES = 4;
    private static final int ITERATIONS = 10;

    private final FaceSet faces;
    private final EnrolledSystem system;

    private MeasuredSystem(FaceSet faces, EnrolledSystem system) {
        this.faces = faces;
        this.system = system;
    }

    /**
     * Trains a recognizer.
     *
     * @param faces are brought to the backbone's size; at least two people with two pictures each
     */
    public static MeasuredSystem train(FaceSet faces, Backbone backbone) {
        FaceSet resized = resize(faces, backbone.width(), backbone.height());
        List<Face> some = new ArrayList<>();
        resized.people()
                .forEach(person -> resized.of(person).stream().limit(PICTURES).forEach(some::add));
        FaceSet few = new FaceSet(faces.name(), faces.alignment(), some);
        RunContext run = RunContext.of(1);
        TrainedHeadFactory factory = new TrainedHeadFactory(
                backbone, HeadTrainer.Config.DEFAULT, List.of(Readings.values()), backbone.engine());
        EnrolledSystem trained = factory.train(few, few.split(0.2, run.seed().derive("split")), run)
                .system();
        EnrolledSystem system = factory.withCleanMaps(trained, few, CleanMaps::of, run);
        return new MeasuredSystem(resized, system);
    }

    private static FaceSet resize(FaceSet faces, int width, int height) {
        List<Face> resized = faces.faces().stream()
                .map(face -> new Face(
                        face.id(),
                        face.identity(),
                        Image.quantized(
                                width,
                                height,
                                Resizing.resize(face.image(), width, height).values()),
                        faces.alignment().landmarks(width, height)))
                .toList();
        return new FaceSet(faces.name(), faces.alignment(), resized);
    }

    /** {@return the trained recognizer and what its defense needs} */
    public EnrolledSystem system() {
        return system;
    }

    /** {@return the trained recognizer} */
    public NetworkRecognizer recognizer() {
        return (NetworkRecognizer) system.recognizer();
    }

    /**
     * {@return so many of the faces, the people in turns, and from the beginning again when there are no more}
     *
     * @param count at least 1
     */
    public List<Face> faces(int count) {
        check(count >= 1, "number of faces", count, "at least 1");
        List<Face> turns = new ArrayList<>();
        for (int round = 0; turns.size() < count; round++) {
            for (int person = 0; person < faces.people().size() && turns.size() < count; person++) {
                List<Face> own = faces.of(faces.people().get(person));
                turns.add(own.get(round % own.size()));
            }
        }
        return turns;
    }

    /**
     * {@return attacks of {@link #faces} by dodging}
     *
     * @param count at least 1
     */
    public List<AttackTask> tasks(int count) {
        return faces(count).stream()
                .map(face -> new AttackTask(face.id(), List.of(face), new Dodging(face.identity())))
                .toList();
    }

    /**
     * Runs all the attacks together, with all the iterations: the recognizer is never sure.
     *
     * @param tasks at least one
     * @param iterations at least 1
     * @param run is asked before each iteration whether it is still wanted
     * @throws CancelledException if it is not
     */
    public List<AdversarialExample> attack(List<AttackTask> tasks, int iterations, RunContext run) {
        GradientAttackConfig base = GradientAttackConfig.ARTICLE;
        GradientAttackConfig config = new GradientAttackConfig(
                base.startColors(), base.step(), new GradientAttackConfig.Effort(iterations, 1, 0), tasks.size());
        return new GradientAttack(config).craft(tasks, EyeglassFrame.DEFAULT, new UnsureRecognizer(recognizer()), run);
    }

    /** {@return an adversarial picture of the first of {@link #faces}, made in a few iterations} */
    public AdversarialExample example() {
        List<Face> two = faces(2);
        return new GradientAttack(GradientAttackConfig.PATIENT.withMaxIterations(ITERATIONS))
                .craft(
                        two.get(0),
                        new Impersonation(two.get(1).identity()),
                        EyeglassFrame.DEFAULT,
                        recognizer(),
                        RunContext.of(1));
    }

    @Override
    public void close() {
        recognizer().close();
    }
}
