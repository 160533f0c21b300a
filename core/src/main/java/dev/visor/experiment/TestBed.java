package dev.visor.experiment;

import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Occlusions;
import dev.visor.experiment.EnrolledSystem;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.run.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a gauntlet is run in: the trained recognizers, and the faces that they have never seen, parted into those that
 * defenses are set by and those that everything is told on.
 *
 * @param plain the undefended recognizer
 * @param hardened those with heads that were trained with occlusions, by these; all that the defenses need
 * @param calibration held-out faces that defenses are set by
 * @param told the other held-out faces
 */
public record Arena(
        EnrolledSystem plain, Map<Occlusions, EnrolledSystem> hardened, List<Face> calibration, List<Face> told) {

    /** Copies the map and the lists. */
    public Arena {
        hardened = Map.copyOf(hardened);
        calibration = List.copyOf(calibration);
        told = List.copyOf(told);
    }

    /**
     * Parts held-out faces, person by person.
     *
     * @param share that defenses are set by, in (0, 1); rounded, but everybody keeps a face to be told on
     * @return those that defenses are set by, and then the others
     */
    static List<List<Face>> part(List<Face> heldOut, double share, Seed seed) {
        List<Face> calibration = new ArrayList<>();
        List<Face> told = new ArrayList<>();
        heldOut.stream()
                .collect(Collectors.groupingBy(Face::identity, TreeMap::new, Collectors.toList()))
                .forEach((person, faces) -> {
                    List<Face> own = new ArrayList<>(faces);
                    Collections.shuffle(
                            own, new Random(seed.derive("calibration " + person).value()));
                    int count = (int) Math.min(own.size() - 1, Math.round(own.size() * share));
                    calibration.addAll(own.subList(0, count));
                    told.addAll(own.subList(count, own.size()));
                });
        return List.of(calibration, told);
    }

    /**
     * Checks, before anything runs, whether a gauntlet can be run on some faces.
     *
     * @throws IllegalArgumentException if an accessory does not fit on the faces, or there are too few of them to set a
     *     defense by
     */
    static void check(GauntletConfig config, FaceSet faces, Seed seed) {
        Face any = faces.faces().get(0);
        config.accessories().forEach((name, accessory) -> {
            try {
                accessory.wear(any.landmarks(), any.image().width(), any.image().height());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("\"" + name + "\" does not fit: " + e.getMessage(), e);
            }
        });
        List<Face> heldOut =
                faces.split(config.validationShare(), seed.derive("split")).validation();
        int calibration = part(heldOut, config.calibrationShare(), seed).get(0).size();
        config.defenses()
                .forEach((name, chain) -> chain.forEach(part -> {
                    FalseAlarmRate falseAlarms = part.falseAlarms();
                    if (falseAlarms != null && calibration < falseAlarms.neededFaces()) {
                        throw new IllegalArgumentException("the defense \"" + name + "\" can't be set: there are "
                                + calibration + " clean faces for a false alarm rate of " + falseAlarms
                                + ", must be at least " + falseAlarms.neededFaces());
                    }
                }));
    }
}
