package dev.visor.experiment;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.defense.Calibration;
import dev.visor.defense.DefenseChain;
import dev.visor.defense.DefenseConfig;
import dev.visor.defense.DefenseContext;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.chain.ChainConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What clean faces set in a chain of defenses: enough to build the same chain again without these faces. Immutable and
 * thread-safe.
 *
 * @param asked the chain as it was asked for
 * @param faces how many faces calibrated it; 0 if nothing in it is calibrated
 * @param parts what the faces set, one for each defense in the order of the chain; empty where nothing is calibrated, or a
 *     defense can't be kept
 */
public record ChainCalibration(ChainConfig asked, int faces, List<Optional<Calibration>> parts) {

    /** Copies the list and checks the counts. */
    public ChainCalibration {
        parts = List.copyOf(parts);
        check(faces >= 0, "number of faces that calibrate", faces, "at least 0");
        check(
                parts.size() == asked.elements().size(),
                "number of calibrations",
                parts.size(),
                "one for each of " + asked.names());
        check(
                faces > 0 || asked.falseAlarms().isEmpty(),
                "number of faces that calibrate",
                faces,
                "at least 1 for " + asked.names());
    }

    /** Calibrates a chain on the faces of the context, with the false alarm rates that these allow. */
    static ChainCalibration of(ChainConfig asked, DefenseContext context) {
        if (!asked.isCalibrated()) {
            return new ChainCalibration(
                    asked,
                    0,
                    asked.elements().stream()
                            .map(none -> Optional.<Calibration>empty())
                            .toList());
        }
        int faces = context.calibration().size();
        List<Optional<Calibration>> parts = affordable(asked, faces).elements().stream()
                .map(element -> element.isCalibrated() ? element.calibrate(context) : Optional.<Calibration>empty())
                .toList();
        return new ChainCalibration(asked, faces, parts);
    }

    /** Returns the chain with the false alarm rates that the faces allow. */
    public ChainConfig chain() {
        return affordable(asked, faces);
    }

    private static ChainConfig affordable(ChainConfig chain, int faces) {
        return new ChainConfig(chain.elements().stream()
                .map(element -> element.falseAlarms()
                        .filter(rate -> rate.neededFaces() > faces)
                        .map(rate -> element.withFalseAlarms(FalseAlarmRate.least(faces)))
                        .orElse(element))
                .toList());
    }

    /** Returns the names of the defenses that are calibrated but can't be kept: each is calibrated whenever it is built. */
    public List<String> notKept() {
        return IntStream.range(0, parts.size())
                .filter(i -> parts.get(i).isEmpty()
                        && asked.elements().get(i).falseAlarms().isPresent())
                .mapToObj(i -> asked.elements().get(i).name())
                .toList();
    }

    /**
     * Builds the chain.
     *
     * @throws IllegalArgumentException if a calibration is that of another defense
     */
    DefenseChain build(DefenseContext context) {
        List<DefenseConfig> elements = chain().elements();
        return new DefenseChain(IntStream.range(0, elements.size())
                .mapToObj(i -> parts.get(i)
                        .map(part -> elements.get(i).build(context, part))
                        .orElseGet(() -> elements.get(i).build(context)))
                .toList());
    }
}
