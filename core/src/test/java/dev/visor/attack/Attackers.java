package dev.visor.attack;

import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.RandomSystem;
import dev.visor.setting.Registry;
import java.util.ArrayList;
import java.util.List;

/** Faces, tasks and settings for attacks on small pictures. */
public final class Attackers {

    public static final int SIZE = 60;
    public static final List<Identity> PEOPLE = RandomSystem.PEOPLE;
    public static final List<Color> YELLOW = List.of(GradientAttackConfig.YELLOW);

    private Attackers() {}

    public static LinearRecognizer victim() {
        return LinearRecognizer.random(PEOPLE, SIZE, SIZE, 0.02);
    }

    /** Returns a loss by its name in experiment files. */
    public static Loss loss(String name) {
        return Registry.standard().kinds(Loss.class).stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value()
                .orElseThrow();
    }

    public static GradientAttackConfig config(int patience, int iterations, double confidence, int batchSize) {
        return config(YELLOW, patience, iterations, confidence, batchSize);
    }

    public static GradientAttackConfig config(
            List<Color> colors, int patience, int iterations, double confidence, int batchSize) {
        return new GradientAttackConfig(
                colors,
                new MomentumStep(20, 0.5, 0.4, patience),
                new GradientAttackConfig.Effort(iterations, confidence, 1 - confidence),
                batchSize);
    }

    /** Returns faces of one person. */
    public static List<Face> faces(Identity person, int count, int size) {
        List<Face> faces = new ArrayList<>();
        List<Image> pictures = RandomSystem.pictures(person.name().hashCode(), count, size, size);
        for (Image picture : pictures) {
            faces.add(new Face(person + "/" + faces.size(), person, picture, Alignment.DLIB.landmarks(size, size)));
        }
        return faces;
    }

    /** Returns a task per pair of different people, every other one dodging. */
    public static List<AttackTask> tasks(int count, int size) {
        List<AttackTask> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Identity attacker = PEOPLE.get(i % PEOPLE.size());
            Identity target = PEOPLE.get((i + 1 + i / PEOPLE.size()) % PEOPLE.size());
            Goal goal = i % 2 == 0 ? new Impersonation(target) : new Dodging(attacker);
            tasks.add(new AttackTask("task " + i, faces(attacker, i + 1, size).subList(i, i + 1), goal));
        }
        return tasks;
    }
}
