package dev.visor.experiment;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.ExampleSource;
import dev.visor.attack.Impersonation;
import dev.visor.attack.alignment.SavedPhotograph;
import dev.visor.defense.Cleansed;
import dev.visor.defense.MaskedAnswer;
import dev.visor.evaluation.Answer;
import dev.visor.evaluation.Outcome;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.image.Resizing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects attacks to look at, with all their pictures. Used by one thread. */
public final class ExampleGallery {

    /** Of a photograph as the page shows it, in pixels. */
    private static final int LONGEST_SIDE = 480;

    private final List<Face> faces;
    private final List<Example> examples = new ArrayList<>();
    private final Map<String, Image> pictures = new LinkedHashMap<>();

    /**
     * Makes an empty gallery.
     *
     * @param faces of all people, of which the first picture of a target is shown
     */
    public ExampleGallery(List<Face> faces) {
        this.faces = List.copyOf(faces);
    }

    /** Returns the examples in the order in which they were added. */
    public List<Example> examples() {
        return List.copyOf(examples);
    }

    /** Returns the pictures that the examples name. */
    public Map<String, Image> pictures() {
        return Map.copyOf(pictures);
    }

    /**
     * Adds attacks under a defense.
     *
     * @param attacker the name of the attacker
     * @param accessory the name of the accessory
     * @param attacks of which the first ones are shown
     * @param outcomes what became of each one that is shown
     * @param shared whether other defenses met the same attacks
     */
    public void add(
            String attacker,
            String accessory,
            DefendedSystem system,
            ExampleSource attacks,
            List<Outcome> outcomes,
            boolean shared) {
        List<AdversarialExample> shown = attacks.read(0, outcomes.size());
        for (int i = 0; i < shown.size(); i++) {
            AdversarialExample attack = shown.get(i);
            List<Cleansed> explained = system.of(attack.face()).explain(List.of(attack.image()));
            String attackName = name(attacker, accessory, shared ? "" : system.name(), attack.id());
            String defenseName = name(attacker, accessory, system.name(), attack.id());
            boolean masks = !explained.isEmpty();
            Example example = new Example(
                    attack.id(),
                    attacker,
                    accessory,
                    system.name(),
                    Answer.of(attack.cleanScores(), attack),
                    outcomes.get(i).before(),
                    outcomes.get(i).after(),
                    attackName + "-1-face.png",
                    attack.goal() instanceof Impersonation ? attackName + "-0-target.png" : "",
                    attackName + "-2-plain.png",
                    attackName + "-3-attacked.png",
                    masks ? defenseName + "-4-saliency.png" : "",
                    masks ? defenseName + "-5-mask.png" : "",
                    masks ? defenseName + "-6-cleansed.png" : "",
                    underMasks(defenseName, system.of(attack.face()), attack),
                    photograph(attackName, attacks, i, outcomes.get(i)));
            examples.add(example);
            addAttack(example, attack);
            if (masks) {
                addDefense(example, attack, explained.get(0));
            }
        }
    }

    /** Adds what is left of an attack and of the clean face under each mask; null if the defense has no such masks. */
    private @Nullable UnderMasks underMasks(String name, DefendedSystem.Build build, AdversarialExample attack) {
        List<MaskedAnswer> attacked = build.maskedAnswers(attack.image());
        if (attacked.isEmpty()) {
            return null;
        }
        Image face = attack.face().image();
        List<MaskedAnswer> clean = build.maskedAnswers(face);
        List<UnderMasks.MaskView> masks = new ArrayList<>();
        for (int i = 0; i < attacked.size(); i++) {
            String under = name + "-9-under-mask-" + (i + 1);
            masks.add(new UnderMasks.MaskView(
                    attacked.get(i).mask(),
                    view(under + ".png", attacked.get(i)),
                    view(under + "-clean.png", clean.get(i))));
        }
        Answer answer = Answer.of(build.look(List.of(face)).get(0).decision(), attack);
        return new UnderMasks(answer, masks);
    }

    private UnderMasks.View view(String name, MaskedAnswer answer) {
        pictures.put(name, answer.picture());
        return UnderMasks.View.of(name, answer);
    }

    private static String name(String attacker, String accessory, String defense, String attack) {
        String folder = attacker + "/" + accessory + (defense.isEmpty() ? "" : "/" + defense);
        return folder.toLowerCase(Locale.ROOT).replace(' ', '-') + "/" + attack;
    }

    private void addAttack(Example example, AdversarialExample attack) {
        pictures.put(example.facePicture(), attack.face().image());
        pictures.put(example.startPicture(), attack.start());
        pictures.put(example.attackedPicture(), attack.image());
        if (attack.goal() instanceof Impersonation impersonation) {
            Face target = faces.stream()
                    .filter(face -> face.identity().equals(impersonation.target()))
                    .findFirst()
                    .orElseThrow();
            pictures.put(example.targetPicture(), target.image());
        }
    }

    /** Adds the pictures of an attack in its photograph; null if it has none. */
    private Example.@Nullable InPhotograph photograph(String name, ExampleSource attacks, int index, Outcome outcome) {
        Outcome.EndToEnd endToEnd = outcome.endToEnd();
        Optional<Image> whole = attacks.photograph(index);
        if (endToEnd == null || whole.isEmpty()) {
            return null;
        }
        String wholeName = name + "-7-photograph.png";
        pictures.put(wholeName, shrunk(whole.get()));
        Optional<Image> crop = attacks.photographs(index, index + 1).get(0).flatMap(SavedPhotograph::found);
        String cropName = crop.isPresent() ? name + "-8-found.png" : "";
        crop.ifPresent(found -> pictures.put(cropName, found));
        return new Example.InPhotograph(wholeName, cropName, endToEnd);
    }

    private static Image shrunk(Image photograph) {
        double scale = (double) LONGEST_SIDE / Math.max(photograph.width(), photograph.height());
        if (scale >= 1) {
            return photograph;
        }
        int width = (int) Math.max(1, Math.round(scale * photograph.width()));
        int height = (int) Math.max(1, Math.round(scale * photograph.height()));
        Image smaller = Resizing.resize(photograph, width, height);
        return Image.quantized(width, height, smaller.values());
    }

    private void addDefense(Example example, AdversarialExample attack, Cleansed cleansed) {
        pictures.put(example.saliencyPicture(), cleansed.map().toImage());
        pictures.put(example.maskPicture(), overlay(attack.image(), cleansed.mask()));
        pictures.put(example.cleansedPicture(), cleansed.image());
    }

    /** Returns a picture with the masked pixels in magenta and the others dimmed. */
    public static Image overlay(Image image, Mask mask) {
        float[] values = image.values();
        int plane = image.width() * image.height();
        for (int i = 0; i < values.length; i++) {
            boolean green = i / plane == 1;
            values[i] = mask.contains(i % plane) ? (green ? 0f : 1f) : 0.35f + 0.65f * values[i] * 0.6f;
        }
        return Image.quantized(image.width(), image.height(), values);
    }
}
