package dev.visor.store.run;

import dev.visor.defense.Calibration;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.ChainCalibration;
import dev.visor.run.IllegalSettingException;
import dev.visor.setting.Cursor;
import dev.visor.setting.Node;
import dev.visor.setting.Place;
import dev.visor.setting.Problems;
import dev.visor.setting.Registry;
import dev.visor.setting.Type;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.Json;
import dev.visor.store.file.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What clean faces set in a chain of defenses, as it is kept in a file, with all that it rests on.
 *
 * @param version of the form of the file, {@link #VERSION}
 * @param fingerprints what the calibration rests on, by name: the program, the faces, the recognizers and so on
 * @param faces how many faces calibrated the chain
 * @param parts the defenses in their order
 * @param sha256 of all of that as one line of JSON with an empty sum, in hexadecimal: a file that was changed is noticed
 */
public record KeptCalibration(
        int version, SortedMap<String, String> fingerprints, int faces, List<Part> parts, String sha256) {

    /** The form of files that this program reads and writes. */
    public static final int VERSION = 1;

    private static final Type<DefenseConfig> DEFENSE = Type.kind(DefenseConfig.class);

    /** Checks the version and copies the lists. */
    public KeptCalibration {
        IllegalSettingException.check(version == VERSION, "version of a calibration", version, String.valueOf(VERSION));
        fingerprints = Collections.unmodifiableSortedMap(new TreeMap<>(fingerprints));
        parts = List.copyOf(parts);
    }

    /**
     * A defense of the chain.
     *
     * @param defense its settings, as experiment files have them
     * @param falseAlarms the false alarm rate that was asked for; null if nothing is calibrated
     * @param allowed the rate that the faces allow; null if nothing is calibrated
     * @param reached the alarms among the pictures that calibrated it; null if there is nothing to keep
     * @param values what these pictures set, by name; null if there is nothing to keep
     */
    public record Part(
            Object defense,
            @Nullable Double falseAlarms,
            @Nullable Double allowed,
            @Nullable Rate reached,
            @Nullable SortedMap<String, List<Double>> values) {

        /** Checks that there is a defense. */
        public Part {
            Objects.requireNonNull(defense, "defense");
        }

        private Optional<Calibration> calibration() {
            return reached == null || values == null
                    ? Optional.empty()
                    : Optional.of(new Calibration(reached.trials(), reached.hits(), values));
        }
    }

    /**
     * Returns a calibration as it is kept.
     *
     * @throws IllegalArgumentException if a defense is of no registered kind
     */
    public static KeptCalibration of(
            ChainCalibration calibration, SortedMap<String, String> fingerprints, Registry registry) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < calibration.parts().size(); i++) {
            DefenseConfig asked = calibration.asked().elements().get(i);
            Optional<Calibration> part = calibration.parts().get(i);
            parts.add(new Part(
                    DEFENSE.write(asked, registry).data(),
                    rate(asked),
                    rate(calibration.chain().elements().get(i)),
                    part.map(kept -> new Rate(kept.alarms(), kept.pictures())).orElse(null),
                    part.map(Calibration::values).orElse(null)));
        }
        KeptCalibration kept = new KeptCalibration(VERSION, fingerprints, calibration.faces(), parts, "");
        return kept.withSum();
    }

    /** Returns the same with the sum of what it says. */
    KeptCalibration withSum() {
        return with(sum());
    }

    private KeptCalibration with(String sum) {
        return new KeptCalibration(version, fingerprints, faces, parts, sum);
    }

    private String sum() {
        return Sha256.of(Json.toLine(with("")).getBytes(StandardCharsets.UTF_8));
    }

    private void checkSum() {
        if (!sum().equals(sha256)) {
            throw new IllegalArgumentException("is not what was written: its SHA-256 is not the one that it has");
        }
    }

    private static @Nullable Double rate(DefenseConfig defense) {
        return defense.falseAlarms().map(FalseAlarmRate::value).orElse(null);
    }

    /**
     * Reads a file.
     *
     * @throws DamagedFileException with one line naming the file if it holds something else
     * @throws IOException with one line naming the file if it cannot be read
     */
    public static KeptCalibration read(Path file) throws IOException {
        KeptCalibration kept = Json.read(file, KeptCalibration.class);
        try {
            kept.checkSum();
        } catch (IllegalArgumentException e) {
            throw new DamagedFileException(file.toString(), String.valueOf(e.getMessage()), e);
        }
        return kept;
    }

    /** Writes a file, whole or not at all. */
    public void write(Path file) throws IOException {
        Json.write(file, this);
    }

    /**
     * Returns the calibration.
     *
     * @throws IllegalArgumentException if it does not hold together
     */
    public ChainCalibration calibration(Registry registry) {
        checkSum();
        ChainCalibration calibration = new ChainCalibration(
                new ChainConfig(
                        parts.stream().map(part -> defense(part, registry)).toList()),
                faces,
                parts.stream().map(Part::calibration).toList());
        List<Part> again = of(calibration, fingerprints, registry).parts;
        for (int i = 0; i < parts.size(); i++) {
            if (!Objects.equals(parts.get(i).allowed, again.get(i).allowed)
                    || !Objects.equals(parts.get(i).falseAlarms, again.get(i).falseAlarms)) {
                throw new IllegalArgumentException("the rates of the defense " + (i + 1) + " are "
                        + parts.get(i).falseAlarms + " and " + parts.get(i).allowed + ", must be "
                        + again.get(i).falseAlarms + " and " + again.get(i).allowed);
            }
        }
        return calibration;
    }

    private static DefenseConfig defense(Part part, Registry registry) {
        Problems problems = new Problems();
        Cursor at = new Cursor("defense", new Place("defense", 0, path -> path), problems, registry);
        return DEFENSE.read(Node.of(part.defense), at, null)
                .orElseThrow(() -> new IllegalArgumentException(problems.lines().get(0)));
    }

    /** Returns, in a few words, what has changed since the calibration; none if it rests on the same. */
    public Optional<String> change(SortedMap<String, String> now) {
        return Stream.concat(fingerprints.keySet().stream(), now.keySet().stream())
                .sorted()
                .filter(name -> !Objects.equals(fingerprints.get(name), now.get(name)))
                .map(name -> name + " was " + shown(fingerprints.get(name)) + ", is " + shown(now.get(name)))
                .findFirst();
    }

    private static String shown(@Nullable String fingerprint) {
        return fingerprint == null ? "absent" : fingerprint.replaceFirst("^(\\p{XDigit}{12})\\p{XDigit}{52}$", "$1...");
    }
}
