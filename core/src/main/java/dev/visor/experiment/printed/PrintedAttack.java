package dev.visor.experiment.printed;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.WornAccessory;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Goal;
import dev.visor.attack.alignment.View;
import dev.visor.capture.Capture;
import dev.visor.capture.CaptureSampler;
import dev.visor.evaluation.Answer;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.run.Seed;
import java.util.List;

/** An attack that is printed: the texture of its accessory, on other pictures of the attacker. Immutable and thread-safe. */
final class PrintedAttack {

    private final AdversarialExample example;
    private final List<Face> others;
    private final Accessory accessory;
    private final float[] texture;

    /**
     * Takes the texture off a picture.
     *
     * @param example the attack, on the first picture that it was made with
     * @param others the attacker's other pictures, at least one, of the same format
     */
    PrintedAttack(AdversarialExample example, List<Face> others, Accessory accessory) {
        this.example = example;
        this.others = List.copyOf(others);
        this.accessory = accessory;
        this.texture = worn(example.face()).texture(example.face().image(), example.image());
    }

    private WornAccessory worn(Face face) {
        return accessory.wear(
                face.landmarks(), face.image().width(), face.image().height());
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

    /** Returns a seed for a draw of this attack. */
    Seed seed(Seed run, String name, int draw) {
        return run.derive(name + " of " + example.id(), draw);
    }

    /** Returns the answer of a decision about one of the pictures. */
    Answer answer(Decision decision) {
        return Answer.of(decision, example);
    }

    /** Returns the other pictures with the digital accessory. */
    List<Image> digital() {
        return others.stream()
                .map(face -> worn(face).render(face.image(), texture))
                .toList();
    }

    /** Returns what a recognizer sees of a draw; the other pictures take turns. */
    Image captured(CaptureSampler sampler, Seed seed, int draw) {
        return seen(sampler, seed, draw, true);
    }

    /** Returns what a recognizer sees of the same draw if nothing is worn. */
    Image bare(CaptureSampler sampler, Seed seed, int draw) {
        return seen(sampler, seed, draw, false);
    }

    private Image seen(CaptureSampler sampler, Seed seed, int draw, boolean worn) {
        Face face = others.get(draw % others.size());
        Capture capture = sampler.draw(worn(face), face.landmarks(), seed);
        Image taken = worn ? capture.of(face.image(), texture).image() : capture.of(face.image());
        return View.whole(face).moved(capture.alignment(face.landmarks())).of(taken);
    }
}
