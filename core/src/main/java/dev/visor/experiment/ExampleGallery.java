package dev.visor.experiment;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.ExampleSource;
import dev.visor.attack.Impersonation;
import dev.visor.defense.Cleansed;
import dev.visor.defense.SaliencyMaskDefense;
import dev.visor.evaluation.Answer;
import dev.visor.evaluation.DefenseEvaluation;
import dev.visor.evaluation.Outcome;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Attacks to look at, with all their pictures.
 *
 * @param examples what is shown
 * @param pictures the pictures that the examples name
 */
public record ExampleGallery(List<Example> examples, Map<String, Image> pictures) {

    private static final String ARTICLE = "ARTICLE";

    /** Copies the collections. */
    public ExampleGallery {
        examples = List.copyOf(examples);
        pictures = Map.copyOf(pictures);
    }

    /**
     * Shows the first attacks, in which the attackers take turns, under the first defense, and half as many under the
     * article's.
     *
     * @param defenses how the defenses did, at least one
     * @param count how many attacks are shown under the first defense
     */
    public static ExampleGallery of(
            EnrolledSystem system, FaceSet faces, ExampleSource attacks, List<DefenseEvaluation> defenses, int count) {
        List<Example> examples = new ArrayList<>();
        Map<String, Image> pictures = new LinkedHashMap<>();
        for (DefenseEvaluation defense : defenses) {
            boolean first = defense.equals(defenses.get(0));
            if (first || defense.name().equals(ARTICLE)) {
                List<AdversarialExample> shown = attacks.read(0, Math.min(first ? count : count / 2, attacks.size()));
                List<Cleansed> cleansed = new SaliencyMaskDefense(defense.config(), system.cleanMaps())
                        .cleanse(shown.stream().map(AdversarialExample::image).toList(), system.recognizer());
                for (int i = 0; i < shown.size(); i++) {
                    AdversarialExample attack = shown.get(i);
                    String name = defense.name().toLowerCase(Locale.ROOT) + "/" + attack.id();
                    Example example =
                            example(attack, defense, defense.outcomes().get(i), name);
                    examples.add(example);
                    addPictures(example, attack, cleansed.get(i), system.trainingFaces(faces), pictures);
                }
            }
        }
        return new ExampleGallery(examples, pictures);
    }

    private static void addPictures(
            Example example,
            AdversarialExample attack,
            Cleansed cleansed,
            List<Face> trainingFaces,
            Map<String, Image> pictures) {
        pictures.put(example.facePicture(), attack.face().image());
        pictures.put(example.startPicture(), attack.start());
        pictures.put(example.attackedPicture(), attack.image());
        pictures.put(example.saliencyPicture(), cleansed.map().toImage());
        pictures.put(example.maskPicture(), overlay(attack.image(), cleansed.mask()));
        pictures.put(example.cleansedPicture(), cleansed.image());
        if (attack.goal() instanceof Impersonation impersonation) {
            Face target = trainingFaces.stream()
                    .filter(face -> face.identity().equals(impersonation.target()))
                    .findFirst()
                    .orElseThrow();
            pictures.put(example.targetPicture(), target.image());
        }
    }

    private static Example example(
            AdversarialExample attack, DefenseEvaluation evaluation, Outcome outcome, String name) {
        return new Example(
                attack.id(),
                evaluation.name(),
                Answer.of(attack.cleanScores(), attack),
                outcome.before(),
                outcome.after(),
                name + "-1-face.png",
                attack.goal() instanceof Impersonation ? name + "-0-target.png" : "",
                name + "-2-plain-glasses.png",
                name + "-3-attacked.png",
                name + "-4-saliency.png",
                name + "-5-mask.png",
                name + "-6-cleansed.png");
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
