package dev.visor.experiment.cost;

import dev.visor.experiment.Attacker;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.face.FaceSet;
import dev.visor.recognition.Gallery;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * How many faces and attacks an experiment has. Immutable and thread-safe.
 *
 * @param people in the gallery
 * @param training the number of training faces
 * @param heldOut the number of held-out faces
 * @param strangers the number of faces of people who are never enrolled
 * @param photographs whether faces are cut out of photographs, so that attacks are tried end to end as well
 * @param attacks of each attacker, by name
 */
public record ExperimentSize(
        int people, int training, int heldOut, int strangers, boolean photographs, Map<String, AttackSize> attacks) {

    /** Copies the map. */
    public ExperimentSize {
        attacks = Collections.unmodifiableMap(new LinkedHashMap<>(attacks));
    }

    /**
     * Returns the size of an experiment on some faces, which must have passed {@link Experiment#check}.
     *
     * @param experiment with these settings
     */
    public static ExperimentSize of(Experiment experiment, ExperimentConfig config, FaceSet faces) {
        FaceSet enrolled = experiment.enrolled(faces);
        FaceSet.Split split = experiment.split(faces);
        return new ExperimentSize(
                enrolled.people().size(),
                split.training().size(),
                split.validation().size(),
                faces.faces().size() - enrolled.faces().size(),
                faces.hasPhotographs(),
                each(config, attacker -> {
                    AttackCount count = count(attacker, experiment, faces);
                    return new AttackSize(
                            attacker.pairs(),
                            count.pictures(attacker.pairs()),
                            count.mostPairs(),
                            count.mostPictures());
                }));
    }

    /**
     * Returns the settings of an experiment with as few pairs of each attacker as make the intervals of all success rates
     * narrow enough; with all pairs that there are, where these are too few for that.
     *
     * @param experiment with these settings, which must have passed {@link Experiment#check} on the faces
     * @param halfWidth the most that half the width of a 95 % interval may be, as {@link dev.visor.evaluation.Rate#trialsFor}
     *     takes it
     * @param share of the attacks that succeed, in [0, 1]; intervals are widest at 0.5
     */
    public static ExperimentConfig narrowed(
            Experiment experiment, ExperimentConfig config, FaceSet faces, double halfWidth, double share) {
        return config.withAttackers(each(
                config,
                attacker ->
                        attacker.withPairs(count(attacker, experiment, faces).pairsFor(halfWidth, share))));
    }

    private static AttackCount count(Attacker attacker, Experiment experiment, FaceSet faces) {
        return new AttackCount(
                attacker,
                experiment.facesOf(attacker, faces),
                new Gallery(experiment.enrolled(faces).people()),
                experiment.attackSeed());
    }

    private static <T> Map<String, T> each(ExperimentConfig config, Function<Attacker, T> each) {
        Map<String, T> all = new LinkedHashMap<>();
        config.attackers().forEach((name, attacker) -> all.put(name, each.apply(attacker)));
        return all;
    }

    /** Returns in how many pictures an attacker attacks. */
    AttackSize attacks(String attacker) {
        return Objects.requireNonNull(attacks.get(attacker), attacker);
    }

    /** Returns the number of pairs of enrolled people's training faces and targets. */
    long trainingPairs() {
        return (long) training * (people - 1);
    }
}
