package dev.visor.experiment;

import dev.visor.accessory.Accessory;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.ExampleSource;
import dev.visor.attack.Impersonation;
import dev.visor.attack.alignment.SavedPhotograph;
import dev.visor.defense.Cleansed;
import dev.visor.defense.MaskedAnswer;
import dev.visor.defense.MaskedDecision;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.evaluation.Answer;
import dev.visor.evaluation.Outcome;
import dev.visor.experiment.UnderMasks.View;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.image.Resizing;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Collects attacks to look at, with all their pictures. Used by one thread. */
public final class ExampleGallery {

    /** Of a photograph as the page shows it, in pixels. */
    private static final int LONGEST_SIDE = 480;

    /** Of attackers after the first one fewer attacks are shown. */
    private static final int FEW = 2;

    /** Attacks with so many accessories are shown. */
    private static final int MOST_ACCESSORIES = 5;

    private final List<Face> faces;
    private final List<Example> examples = new ArrayList<>();
    private final Map<String, Image> pictures = new LinkedHashMap<>();

    /** What the masks of a defense make of clean faces, by the defense and the face: most attackers attack more than once. */
    private final Map<String, CleanViews> clean = new HashMap<>();

    private record CleanViews(Decision decision, List<View> views) {}

    /**
     * Makes an empty gallery.
     *
     * @param faces of all people, of which the first picture of a target is shown
     */
    public ExampleGallery(List<Face> faces) {
        this.faces = List.copyOf(faces);
    }

    /**
     * Returns how many attacks on a defense are to be shown: with the first accessory as many as asked for of the first attacker, and
     * fewer of the others; with each of a few further accessories one of the first attacker.
     *
     * @param attacker one of the configured attackers
     * @param accessory one of the configured accessories
     */
    public static int wanted(ExperimentConfig config, String attacker, String accessory) {
        boolean first = attacker.equals(config.attackers().keySet().iterator().next());
        int number = List.copyOf(config.accessories().keySet()).indexOf(accessory);
        int asked = config.report().examples();
        if (number == 0) {
            return first ? asked : Math.min(FEW, asked);
        }
        return first && number < MOST_ACCESSORIES ? 1 : 0;
    }

    /**
     * Returns whether an attack on a defense must be shown, also where none is {@link #wanted}: the defense declares the accessory, and
     * accepted somebody else than the attacker all the same.
     *
     * @param outcomes of the attacks with the accessory
     */
    public static boolean mustBeExplained(ChainConfig chain, Accessory accessory, List<Outcome> outcomes) {
        return chain.certifiesAgainst(accessory) && outcomes.stream().anyMatch(ExampleGallery::acceptsAnother);
    }

    /**
     * Returns which attacks are shown, by their places: as many of the first as fit, but up to half of them, rounded up, are the first
     * in which a defense accepted somebody else than the attacker.
     *
     * @param outcomes of the same attacks, for each defense that is shown
     * @param count how many are shown; all of them if there are fewer
     */
    public static List<Integer> chosen(List<List<Outcome>> outcomes, int count) {
        int all = outcomes.get(0).size();
        SortedSet<Integer> chosen = new TreeSet<>();
        IntStream.range(0, all)
                .filter(i -> outcomes.stream().anyMatch(defense -> acceptsAnother(defense.get(i))))
                .limit((count + 1) / 2)
                .forEach(chosen::add);
        for (int i = 0; i < all && chosen.size() < count; i++) {
            chosen.add(i);
        }
        return List.copyOf(chosen);
    }

    private static boolean acceptsAnother(Outcome outcome) {
        Answer answer = outcome.after();
        return answer.verdict() == Verdict.PERSON && answer.confidence() != answer.realConfidence();
    }

    /** Adds a picture by its name. */
    public void add(String name, Image picture) {
        pictures.put(name, picture);
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
     * @param attacks of which some are shown
     * @param outcomes what became of each
     * @param shown the places of those that are shown
     * @param shared whether other defenses met the same attacks
     */
    public void add(
            String attacker,
            String accessory,
            DefendedSystem system,
            ExampleSource attacks,
            List<Outcome> outcomes,
            List<Integer> shown,
            boolean shared) {
        for (int i : shown) {
            AdversarialExample attack = attacks.read(i, i + 1).get(0);
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
                    underMasks(defenseName, system, attack),
                    photograph(attackName, attacks, i, outcomes.get(i)));
            examples.add(example);
            addAttack(example, attack);
            if (masks) {
                addDefense(example, attack, explained.get(0));
            }
        }
    }

    /** Adds what is left of an attack and of the clean face under each mask; null if the defense has no such masks. */
    private @Nullable UnderMasks underMasks(String name, DefendedSystem system, AdversarialExample attack) {
        String face = system.name() + "/" + attack.face().id();
        CleanViews known = clean.get(face);
        List<Image> asked = new ArrayList<>(List.of(attack.image()));
        if (known == null) {
            asked.add(attack.face().image());
        }
        List<MaskedDecision> seen = system.of(attack.face()).underMasks(asked);
        if (seen.isEmpty()) {
            return null;
        }
        String under = name + "-9-under-mask-";
        if (known == null) {
            known = new CleanViews(seen.get(1).decision(), views(under, "-clean.png", seen.get(1)));
            clean.put(face, known);
        }
        List<View> attacked = views(under, ".png", seen.get(0));
        List<UnderMasks.MaskView> masks = new ArrayList<>();
        for (int i = 0; i < attacked.size(); i++) {
            masks.add(new UnderMasks.MaskView(
                    seen.get(0).masks().get(i).mask(),
                    attacked.get(i),
                    known.views().get(i)));
        }
        return new UnderMasks(Answer.of(known.decision(), attack), masks);
    }

    private List<View> views(String prefix, String suffix, MaskedDecision seen) {
        List<View> views = new ArrayList<>();
        for (MaskedAnswer answer : seen.masks()) {
            String picture = prefix + (views.size() + 1) + suffix;
            pictures.put(picture, answer.picture());
            views.add(View.of(picture, answer));
        }
        return views;
    }

    /** Returns what the names of the pictures of an attack begin with. */
    static String name(String attacker, String accessory, String defense, String attack) {
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
