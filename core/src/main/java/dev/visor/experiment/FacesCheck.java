package dev.visor.experiment;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.AccessoryFamily;
import dev.visor.defense.CleanFaces;
import dev.visor.evaluation.TriedPictures;
import dev.visor.experiment.printed.PrintedAttack;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.recognition.Gallery;
import dev.visor.run.Seed;
import java.util.List;
import java.util.Map;

/** Checks, before anything runs, whether an experiment can be run on some faces. Immutable and thread-safe. */
record FacesCheck(ExperimentConfig config, FaceParts parts, Seed seed) {

    /** The root mean square of the shift between two alignments of a face, in eye distances (docs/RESULTS.md). */
    private static final double LANDMARK_SPREAD = 0.028;

    /**
     * Checks whether the attacks can be made.
     *
     * @throws IllegalArgumentException if an accessory does not fit, or an attacker or a target is nobody of the faces
     */
    void attacks(FaceSet faces) {
        fits(config.accessories(), faces.faces().get(0));
        fits(config.plainlyWorn(), faces.faces().get(0));
        List<Identity> enrolled = parts.enrolled(faces).people();
        for (Attacker attacker : config.attackers().values()) {
            List<Face> own = parts.facesOf(attacker, faces);
            AttackPlan.checkPeople(attacker, attacker.isStranger() ? people(own) : enrolled, enrolled);
            Gallery gallery = new Gallery(enrolled);
            if (config.printed() != null && config.printed().pictures() == TriedPictures.OTHER) {
                AttackPlan.of(
                                attacker,
                                own,
                                parts.evaluation(faces),
                                parts.split(faces).training(),
                                gallery,
                                seed)
                        .forEach(task -> PrintedAttack.others(task, own));
            } else {
                AttackPlan.tasks(attacker, own, gallery, seed);
            }
        }
    }

    /**
     * Checks whether the defenses can be built for the faces.
     *
     * @throws IllegalArgumentException if a mask leaves nothing of a face, or landmarks are found less exactly than a declared
     *     family tolerates
     */
    void defenses(FaceSet faces) {
        boolean detected = faces.faces().get(0).photograph() != null;
        config.defenses().forEach((name, chain) -> {
            try {
                chain.elements().forEach(element -> element.checkFits(faces.format()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("the defense \"" + name + "\" can't be built: " + e.getMessage(), e);
            }
            for (AccessoryFamily family : detected ? chain.declared() : List.<AccessoryFamily>of()) {
                if (family.leastShift() < LANDMARK_SPREAD) {
                    throw new IllegalArgumentException("the defense \"" + name + "\" can't be built: the tolerance of "
                            + family.name() + " is " + family.leastShift() + " eye distances, must be at least "
                            + LANDMARK_SPREAD + ", the spread of detected landmarks");
                }
            }
        });
    }

    private static void fits(Map<String, Accessory> accessories, Face any) {
        accessories.forEach((name, accessory) -> {
            try {
                accessory.wear(any.landmarks(), any.image().width(), any.image().height());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("\"" + name + "\" does not fit: " + e.getMessage(), e);
            }
        });
    }

    private static List<Identity> people(List<Face> faces) {
        return faces.stream().map(Face::identity).distinct().toList();
    }

    /**
     * Checks whether the defenses can be calibrated.
     *
     * @param openSet whether the system can answer that somebody is unknown
     * @throws IllegalArgumentException if there are too few faces
     */
    void calibration(FaceSet faces, boolean openSet) {
        List<Face> heldOut = parts.split(faces).validation();
        List<List<Face>> both = parts.calibrationAndEvaluation(heldOut);
        int other = parts.isCrossFitted() ? both.get(1).size() : heldOut.size();
        CleanFaces clean = new CleanFaces(
                Math.min(both.get(0).size(), other),
                openSet ? 0 : parts.enrolled(faces).people().size() - 1);
        config.defenses()
                .forEach((name, chain) -> chain.elements()
                        .forEach(element -> element.shortage(clean).ifPresent(shortage -> {
                            throw new IllegalArgumentException(
                                    "the defense \"" + name + "\" can't be calibrated: " + shortage);
                        })));
    }
}
