package dev.visor.defense;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.setting.Type;
import java.util.List;
import java.util.Optional;

/**
 * The share of clean faces that a defense may take for attacked ones, and the limit that keeps to it: the one that a further clean
 * face exceeds with at most this probability if it is drawn like those that set it ({@link SignificanceLevel}). They must not be
 * faces that the recognizer was trained on, which it knows better than others.
 *
 * @param value in (0, 1)
 */
public record FalseAlarmRate(double value) {

    /** How files write it: a number. */
    public static final Type<FalseAlarmRate> TYPE =
            Type.number("in (0, 1)").as(FalseAlarmRate::new, FalseAlarmRate::value);

    /** One in a hundred. */
    public static final FalseAlarmRate DEFAULT = new FalseAlarmRate(0.01);

    /** Checks the range. */
    public FalseAlarmRate {
        check(value > 0 && value < 1, "false alarm rate", value, "in (0, 1)");
    }

    /**
     * Returns the least rate that can be kept to with some clean faces: the inverse of one more than their number.
     *
     * @param faces how many there are, at least 1
     */
    public static FalseAlarmRate least(int faces) {
        check(faces >= 1, "number of clean faces", faces, "at least 1");
        return new FalseAlarmRate(SignificanceLevel.least(faces).value());
    }

    /** Returns how many clean faces it takes to keep to this rate, at least 1: one less than its inverse. */
    public int neededFaces() {
        return level().needed();
    }

    /**
     * Checks a number of clean faces.
     *
     * @throws dev.visor.run.IllegalSettingException if there are fewer than {@link #neededFaces}
     */
    public void checkFaces(int count) {
        check(
                count >= neededFaces(),
                "number of clean faces for a false alarm rate of " + value,
                count,
                "at least " + neededFaces());
    }

    /**
     * Returns the limit.
     *
     * @param clean the values of clean faces, at least {@link #neededFaces}; the higher, the more suspicious
     */
    public double limit(List<Double> clean) {
        checkFaces(clean.size());
        return level().limit(clean);
    }

    private SignificanceLevel level() {
        return new SignificanceLevel(value);
    }

    /** Returns why there are too few clean faces for this rate, in a line with the lowest one that they allow; empty if not. */
    Optional<String> shortage(int faces) {
        if (faces >= neededFaces()) {
            return Optional.empty();
        }
        return Optional.of("there are " + faces + " clean faces for a false alarm rate of " + value
                + ", must be at least "
                + neededFaces()
                + (faces == 0
                        ? ""
                        : "; false-alarms: " + SignificanceLevel.least(faces).roundedUp() + " is the lowest rate for "
                                + faces));
    }

    @Override
    public String toString() {
        return Double.toString(value);
    }
}
