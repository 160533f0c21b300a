package dev.visor.defense;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.AccessoryFamily;
import dev.visor.face.FaceFormat;
import dev.visor.face.Landmarks;
import dev.visor.image.Mask;
import java.util.List;
import java.util.Optional;

/** The settings of a defense, from which it is built for a recognizer. Implementations are immutable and thread-safe. */
public interface DefenseConfig extends ChainElement {

    /** What a pass forward and backward costs, in passes forward; measured on both networks. */
    double BOTH_WAYS = 2.2;

    /**
     * Builds the defense.
     *
     * @throws IllegalArgumentException if the context lacks what the defense needs, such as clean faces to calibrate it
     */
    Defense build(DefenseContext context);

    /**
     * Returns what clean faces set in the defense, so that it can be kept; empty if there is nothing to set, or it can't be
     * kept. Asked only where {@link #falseAlarms} is there.
     *
     * @throws IllegalArgumentException if the context lacks what the calibration needs
     */
    default Optional<Calibration> calibrate(DefenseContext context) {
        return Optional.empty();
    }

    /**
     * Builds the defense from what {@link #calibrate} returned, without looking at a clean face. It decides bit by bit as the
     * one that {@link #build(DefenseContext)} gives. Overridden together with {@link #calibrate}.
     *
     * @throws IllegalArgumentException if it is the calibration of another defense
     */
    default Defense build(DefenseContext context, Calibration calibration) {
        return build(context);
    }

    /** Returns whether clean faces calibrate the defense. Unless the settings say otherwise they do if there is a rate. */
    default boolean isCalibrated() {
        return falseAlarms().isPresent();
    }

    /** Returns the rate of false alarms that clean faces calibrate the defense to; none if it has no such rate. */
    default Optional<FalseAlarmRate> falseAlarms() {
        return Optional.empty();
    }

    /** Returns the same settings with another rate; those that have no such rate stay as they are. */
    default DefenseConfig withFalseAlarms(FalseAlarmRate newFalseAlarms) {
        return this;
    }

    /**
     * Returns what the hardened heads that the defense needs are trained with, one for each; none if it needs no such head.
     *
     * @param occlusions what a hardened head is trained with that nothing else is asked of
     */
    default List<Occlusions> hardenedBy(Occlusions occlusions) {
        return List.of();
    }

    /**
     * Returns whether the defense needs the gradients of the recognizer, or a head of its own on it, so that it can't stand in
     * front of a black box. Unless the settings say otherwise it does. One that does not builds a {@link GradientFreeDefense}.
     */
    default boolean needsGradients() {
        return true;
    }

    /**
     * Checks, before anything runs, whether the defense can be built for faces.
     *
     * @throws IllegalArgumentException if it can't
     */
    default void checkFits(FaceFormat format) {}

    /**
     * Returns, in a line, why there are too few clean faces to calibrate the defense as its settings ask for, and what they allow;
     * empty if there are enough. Unless the settings say otherwise that is a matter of the rate of false alarms.
     */
    default Optional<String> shortage(CleanFaces clean) {
        return falseAlarms().flatMap(rate -> rate.shortage(clean.count()));
    }

    /** Returns whether something must stand behind the defense whose decisions are certified. */
    default boolean needsCertificateBehind() {
        return false;
    }

    /** Returns whether the defense needs what the grid search found. */
    default boolean needsTuning() {
        return false;
    }

    /** Returns about how many pictures pass forward through the network for one picture that is presented. */
    default double passes() {
        return 1;
    }

    /** Returns the families of accessories that answers can be certified against; none if nothing is certified. */
    default List<AccessoryFamily> declared() {
        return List.of();
    }

    /**
     * Returns the masks that certificates rest on: what is worn must lie inside one of them; none if nothing is certified.
     *
     * @param landmarks where the eyes are
     * @param width of the picture in pixels
     * @param height of the picture in pixels
     */
    default List<Mask> masks(Landmarks landmarks, int width, int height) {
        return List.of();
    }

    /** Returns whether answers can be certified against an accessory: whether it is a member of a declared family. */
    default boolean certifiesAgainst(Accessory accessory) {
        return declared().stream().anyMatch(family -> family.includes(accessory));
    }
}
