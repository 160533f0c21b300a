package dev.visor.experiment;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.AccessoryFamily;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.recognition.Gallery;
import dev.visor.run.Seed;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
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
        List<Face> heldOut = parts.split(faces).validation();
        List<Face> evaluation = parts.isCrossFitted()
                ? heldOut
                : parts.calibrationAndEvaluation(heldOut).get(1);
        List<Face> strangers = parts.strangers(faces);
        List<Identity> enrolled = parts.enrolled(faces).people();
        for (Attacker attacker : config.attackers().values()) {
            List<Face> own = attacker.isStranger() ? strangers : evaluation;
            AttackPlan.checkPeople(attacker, attacker.isStranger() ? people(strangers) : enrolled, enrolled);
            AttackPlan.of(attacker, own, evaluation, new Gallery(enrolled), seed);
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
     * @throws IllegalArgumentException if there are too few faces
     */
    void calibration(FaceSet faces) {
        List<Face> heldOut = parts.split(faces).validation();
        List<List<Face>> both = parts.calibrationAndEvaluation(heldOut);
        int other = parts.isCrossFitted() ? both.get(1).size() : heldOut.size();
        int count = Math.min(both.get(0).size(), other);
        config.defenses()
                .forEach((name, chain) -> chain.falseAlarms().ifPresent(rate -> {
                    if (count < rate.neededFaces()) {
                        throw new IllegalArgumentException("the defense \"" + name
                                + "\" can't be calibrated: there are "
                                + count + " clean faces for a false alarm rate of " + rate + ", must be at least "
                                + rate.neededFaces() + leastRate(count));
                    }
                }));
    }

    /** Returns what to set "false-alarms" to instead, rounded up so that the faces still allow it. */
    private static String leastRate(int calibration) {
        if (calibration == 0) {
            return "";
        }
        BigDecimal least = BigDecimal.valueOf(FalseAlarmRate.least(calibration).value());
        BigDecimal rounded =
                least.round(new MathContext(2, RoundingMode.CEILING)).stripTrailingZeros();
        return "; false-alarms: " + rounded.toPlainString() + " is the lowest rate for " + calibration;
    }
}
