package dev.visor.experiment;

import dev.visor.defense.Occlusions;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.face.Face;
import dev.visor.run.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What defenses are built from and evaluated on: the trained systems, and the faces that they have never seen.
 *
 * @param plain the undefended system
 * @param hardened those with heads that were trained with occlusions, by these; all that the defenses need
 * @param training the faces that the undefended system was trained on, or enrolled with
 * @param evaluation held-out faces that the figures rest on
 * @param calibration other held-out faces, which calibrate defenses; none for cross-fitting
 * @param strangers faces of people who are never enrolled; none in a closed set
 * @param tuned what the grid search found, if there was one
 * @param halves the evaluation faces in two halves for cross-fitting
 */
public record TestBed(
        EnrolledSystem plain,
        Map<Occlusions, EnrolledSystem> hardened,
        List<Face> training,
        List<Face> evaluation,
        List<Face> calibration,
        List<Face> strangers,
        Optional<SaliencyMaskConfig> tuned,
        List<List<Face>> halves) {

    /** Copies the collections. */
    public TestBed {
        hardened = Map.copyOf(hardened);
        training = List.copyOf(training);
        evaluation = List.copyOf(evaluation);
        calibration = List.copyOf(calibration);
        strangers = List.copyOf(strangers);
        halves = List.copyOf(halves);
    }

    /**
     * Parts the held-out faces.
     *
     * @param calibration the share of each person's faces that calibrates defenses, in [0, 1); 0 for cross-fitting
     */
    static TestBed of(
            EnrolledSystem plain,
            Map<Occlusions, EnrolledSystem> hardened,
            List<Face> training,
            List<Face> heldOut,
            double calibration,
            List<Face> strangers,
            Optional<SaliencyMaskConfig> tuned,
            Seed seed) {
        if (calibration == 0) {
            return new TestBed(
                    plain, hardened, training, heldOut, List.of(), strangers, tuned, part(heldOut, 0.5, seed));
        }
        List<List<Face>> parts = part(heldOut, calibration, seed);
        return new TestBed(plain, hardened, training, parts.get(1), parts.get(0), strangers, tuned, List.of());
    }

    /**
     * Parts faces, person by person.
     *
     * @param share of the first part, in (0, 1); rounded, but everybody keeps a face for the second
     * @return the first part and the second
     */
    static List<List<Face>> part(List<Face> faces, double share, Seed seed) {
        List<Face> first = new ArrayList<>();
        List<Face> second = new ArrayList<>();
        faces.stream()
                .collect(Collectors.groupingBy(Face::identity, TreeMap::new, Collectors.toList()))
                .forEach((person, all) -> {
                    List<Face> own = new ArrayList<>(all);
                    Collections.shuffle(
                            own, new Random(seed.derive("calibration " + person).value()));
                    int count = (int) Math.min(own.size() - 1, Math.round(own.size() * share));
                    first.addAll(own.subList(0, count));
                    second.addAll(own.subList(count, own.size()));
                });
        return List.of(first, second);
    }

    /**
     * Faces that a defense is evaluated on, and others that calibrate it.
     *
     * @param evaluation at least one
     * @param calibration none of them
     */
    record Fold(List<Face> evaluation, List<Face> calibration) {}

    /** Returns the faces that somebody attacks with. */
    List<Face> facesOf(Attacker attacker) {
        return attacker.isStranger() ? strangers : evaluation;
    }

    /**
     * Returns the folds in which a defense is built and evaluated: a single one, or for cross-fitting two. Strangers calibrate
     * no build, and belong to the first.
     *
     * @param calibrated whether the defense needs calibration
     */
    List<Fold> folds(boolean calibrated) {
        if (!calibrated || !calibration.isEmpty()) {
            return List.of(new Fold(withStrangers(evaluation), calibration));
        }
        return List.of(new Fold(withStrangers(halves.get(0)), halves.get(1)), new Fold(halves.get(1), halves.get(0)));
    }

    private List<Face> withStrangers(List<Face> faces) {
        return Stream.concat(faces.stream(), strangers.stream()).toList();
    }
}
