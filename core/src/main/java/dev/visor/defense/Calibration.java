package dev.visor.defense;

import static dev.visor.run.IllegalSettingException.check;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What clean faces set in a defense: enough to build the same defense again without these faces, to the last bit. Immutable
 * and thread-safe.
 *
 * @param pictures how many clean pictures calibrated the defense, with copies that wear something; at least 1
 * @param alarms how many of these it suspects, from 0 to {@code pictures}
 * @param values what they set, by name; finite numbers
 */
public record Calibration(int pictures, int alarms, SortedMap<String, List<Double>> values) {

    /** Copies the values and checks the ranges. */
    public Calibration {
        check(pictures >= 1, "number of pictures that calibrate", pictures, "at least 1");
        check(alarms >= 0 && alarms <= pictures, "number of alarms", alarms, "from 0 to " + pictures);
        SortedMap<String, List<Double>> copy = new TreeMap<>();
        values.forEach((name, numbers) -> {
            numbers.forEach(number -> check(Double.isFinite(number), "\"" + name + "\"", number, "a finite number"));
            copy.put(name, List.copyOf(numbers));
        });
        values = Collections.unmodifiableSortedMap(copy);
    }

    /**
     * Returns a calibration.
     *
     * @param values what the pictures set, by name; finite numbers
     */
    public static Calibration of(int pictures, int alarms, Map<String, List<Double>> values) {
        return new Calibration(pictures, alarms, new TreeMap<>(values));
    }

    /**
     * Returns the numbers of a name.
     *
     * @param count how many there must be
     * @throws IllegalArgumentException if there are none of the name, or another count
     */
    public List<Double> values(String name, int count) {
        List<Double> numbers = values.get(name);
        if (numbers == null) {
            throw new IllegalArgumentException("lacks \"" + name + "\", has " + values.keySet());
        }
        check(numbers.size() == count, "count of \"" + name + "\"", numbers.size(), String.valueOf(count));
        return numbers;
    }

    /**
     * Returns the only number of a name.
     *
     * @throws IllegalArgumentException if there is none of the name, or several
     */
    public double value(String name) {
        return values(name, 1).get(0);
    }

    /** Returns the share of the pictures that the defense suspects, in [0, 1]. */
    public double reached() {
        return (double) alarms / pictures;
    }
}
