package dev.visor.experiment.printed;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.WornAccessory;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.AttackTask;
import dev.visor.attack.ExampleSource;
import dev.visor.attack.Goal;
import dev.visor.attack.alignment.View;
import dev.visor.capture.Capture;
import dev.visor.capture.CaptureSampler;
import dev.visor.capture.CapturedPicture;
import dev.visor.evaluation.Answer;
import dev.visor.evaluation.TriedPictures;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Decision;
import dev.visor.run.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An attack that is printed: the texture of its accessory, on pictures of the attacker.
 * Immutable and thread-safe.
 */
public final class PrintedAttack {

    private final AdversarialExample example;
    private final List<Face> pictures;
    private final Accessory accessory;
    private final float[] texture;

    /**
     * Takes the texture off a picture.
     *
     * @param example the attack, on the first picture that it was made with
     * @param pictures of the attacker, at least one, of the same format
     */
    private PrintedAttack(AdversarialExample example, List<Face> pictures, Accessory accessory) {
        this.example = example;
        this.pictures = List.copyOf(pictures);
        this.accessory = accessory;
        this.texture = worn(example.face()).texture(example.face().image(), example.image());
    }

    private WornAccessory worn(Face face) {
        return accessory.wear(
                face.landmarks(), face.image().width(), face.image().height());
    }

    /**
     * Returns the attacks that can be printed.
     *
     * @param tasks whose attacks they are
     * @param pictures which pictures of the attackers are tried
     * @param faces of all attackers
     * @throws IllegalArgumentException if an attacker has no other picture, and must have one
     */
    public static List<PrintedAttack> all(
            List<AttackTask> tasks,
            ExampleSource examples,
            Accessory accessory,
            TriedPictures pictures,
            List<Face> faces) {
        Map<String, AttackTask> byFirst = new HashMap<>();
        tasks.forEach(task -> byFirst.put(task.exampleId(0), task));
        List<PrintedAttack> attacks = new ArrayList<>();
        for (AdversarialExample example : examples.read(0, examples.size())) {
            AttackTask task = byFirst.get(example.id());
            if (task != null) {
                attacks.add(new PrintedAttack(
                        example,
                        pictures == TriedPictures.OWN ? List.of(example.face()) : others(task, faces),
                        accessory));
            }
        }
        return attacks;
    }

    /**
     * Returns the pictures of an attacker that an attack was not made with.
     *
     * @param faces of all attackers
     * @throws IllegalArgumentException if there is none
     */
    public static List<Face> others(AttackTask task, List<Face> faces) {
        Face first = task.faces().get(0);
        List<String> made = Stream.concat(task.faces().stream(), task.rehearsals().stream())
                .map(Face::id)
                .toList();
        List<Face> others = faces.stream()
                .filter(face -> face.identity().equals(first.identity()) && !made.contains(face.id()))
                .toList();
        if (others.isEmpty()) {
            throw new IllegalArgumentException("the attacker " + first.identity()
                    + " has no evaluation face that the attack is not made with, must"
                    + " have one, to try it on when it is printed");
        }
        return others;
    }

    /** Returns the id of the attack, or of the first of its examples. */
    String id() {
        return example.id();
    }

    /** Returns the face that the attack was made with. */
    Face madeWith() {
        return example.face();
    }

    /** Returns what the attacker wants. */
    Goal goal() {
        return example.goal();
    }

    /** Returns the answer of a decision about one of the pictures. */
    Answer answer(Decision decision) {
        return Answer.of(decision, example);
    }

    /** Returns the pictures with the digital accessory. */
    List<Image> digital() {
        return pictures.stream()
                .map(face -> worn(face).render(face.image(), texture))
                .toList();
    }

    /** Returns a draw; the pictures take turns. */
    Drawn drawn(CaptureSampler sampler, Seed run, int draw) {
        Face face = pictures.get(draw % pictures.size());
        Capture capture = sampler.draw(worn(face), face.landmarks(), run.derive("printed of " + example.id(), draw));
        return new Drawn(face, capture, View.whole(face).moved(capture.alignment(face.landmarks())));
    }

    /** What a recognizer sees of a draw. Immutable and thread-safe. */
    final class Drawn {

        private final Face face;
        private final Capture capture;
        private final View view;
        private final CapturedPicture worn;

        private Drawn(Face face, Capture capture, View view) {
            this.face = face;
            this.capture = capture;
            this.view = view;
            this.worn = capture.of(face.image(), texture);
        }

        /** Returns the picture. */
        Image attacked() {
            return view.of(worn.image());
        }

        /** Returns the picture if nothing is worn. */
        Image bare() {
            return view.of(capture.of(face.image()));
        }

        /** Returns the pixels that show the accessory, in part at least, after the camera's blur and coarseness. */
        Mask region() {
            Image coverage = view.of(worn.coverage());
            boolean[] covered = new boolean[coverage.width() * coverage.height()];
            float[] values = coverage.values();
            for (int i = 0; i < covered.length; i++) {
                covered[i] = values[i] > 0;
            }
            return Mask.of(coverage.width(), coverage.height(), covered);
        }
    }
}
