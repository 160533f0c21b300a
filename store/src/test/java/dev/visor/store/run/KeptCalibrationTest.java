package dev.visor.store.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.ShapeFamily;
import dev.visor.defense.Calibration;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.defense.chain.TamperDetector;
import dev.visor.experiment.ChainCalibration;
import dev.visor.setting.Registry;
import dev.visor.store.file.DamagedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calibrations as files. */
class KeptCalibrationTest {

    private static final Registry REGISTRY = Registry.standard();

    static final SortedMap<String, String> FINGERPRINTS = new TreeMap<>(Map.of("faces", "a".repeat(64), "seed", "1"));

    static final ChainCalibration CALIBRATION = new ChainCalibration(
            ChainConfig.GUARDED,
            50,
            List.of(
                    Optional.of(Calibration.of(
                            100,
                            1,
                            Map.of(
                                    "limit", List.of(1.0000000000000002),
                                    "medians", List.of(1e-300, 0.1, 0.2, 1 / 3.0),
                                    "spreads", List.of(1e-9, 1.0, 2.0, 4.9e-324)))),
                    Optional.of(Calibration.of(50, 0, Map.of("least support", List.of(0.1 + 0.2)))),
                    Optional.empty()));

    @TempDir
    Path dir;

    private Path written() throws IOException {
        Path file = dir.resolve("calibration.json");
        KeptCalibration.of(CALIBRATION, FINGERPRINTS, REGISTRY).write(file);
        return file;
    }

    @Test
    void whatIsReadIsWhatWasWrittenToTheLastBit() throws IOException {
        KeptCalibration read = KeptCalibration.read(written());
        assertThat(read.calibration(REGISTRY)).isEqualTo(CALIBRATION);
        assertThat(read.fingerprints()).isEqualTo(FINGERPRINTS);
        assertThat(read.parts().get(0).falseAlarms()).isEqualTo(0.01);
        assertThat(read.parts().get(0).allowed()).isEqualTo(1.0 / 51);
    }

    @Test
    void whatHasChangedIsNamed() {
        KeptCalibration kept = KeptCalibration.of(CALIBRATION, FINGERPRINTS, REGISTRY);
        assertThat(kept.change(FINGERPRINTS)).isEmpty();
        SortedMap<String, String> other = new TreeMap<>(FINGERPRINTS);
        other.put("faces", "b".repeat(64));
        assertThat(kept.change(other)).hasValue("faces was aaaaaaaaaaaa..., is bbbbbbbbbbbb...");
        assertThat(kept.change(Collections.emptySortedMap())).hasValue("faces was aaaaaaaaaaaa..., is absent");
        other.put("faces", "a".repeat(64));
        other.put("processor", "fast");
        assertThat(kept.change(other)).hasValue("processor was absent, is fast");
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        Path file = written();
        String text = Files.readString(file);
        for (String damaged : List.of(
                text.substring(0, 300),
                text.replace("\"version\": 1", "\"version\": 2"),
                text.replace("\"trials\": 50", "\"trials\": -1"),
                text.replace("\"faces\": 50", "\"face\": 50"),
                text.replace("\"faces\": 50", "\"faces\": 60"),
                text.replace("1.0000000000000002", "1.0000000000000004"),
                text.replace("hardened-head", "hardened-heart"),
                text.replace("\"hits\": 0", "\"hits\": 2"))) {
            assertThat(damaged).isNotEqualTo(text);
            Files.writeString(file, damaged);
            assertThatThrownBy(() -> KeptCalibration.read(file))
                    .as(damaged)
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessageStartingWith(file + ": ");
        }
    }

    @Test
    void whatDoesNotHoldTogetherIsRefused() {
        KeptCalibration kept = KeptCalibration.of(CALIBRATION, FINGERPRINTS, REGISTRY);
        KeptCalibration fewer = new KeptCalibration(1, FINGERPRINTS, 40, kept.parts(), kept.sha256());
        assertThatThrownBy(() -> fewer.calibration(REGISTRY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("is not what was written: its SHA-256 is not the one that it has");
    }

    @Test
    void chainsThatDifferInAnySettingHaveFilesOfTheirOwn() {
        CalibratedFolder folder = new CalibratedFolder(dir);
        Path file = folder.file(ChainConfig.GUARDED, REGISTRY);
        assertThat(file.getFileName().toString())
                .matches("tamper-detector\\+certified-masking\\+hardened-head-[0-9a-f]{12}\\.json");
        assertThat(folder.file(ChainConfig.GUARDED, REGISTRY)).isEqualTo(file);
        assertThat(folder.file(ChainConfig.GUARDED.withFalseAlarms(new FalseAlarmRate(0.02)), REGISTRY))
                .isNotEqualTo(file);
        List<TamperDetector.Config> many = new ArrayList<>(Collections.nCopies(
                50,
                new TamperDetector.Config(
                        List.of(), List.of(), List.of(ShapeFamily.GLASSES), List.of(), false, FalseAlarmRate.DEFAULT)));
        assertThat(folder.file(new ChainConfig(List.copyOf(many)), REGISTRY)
                        .getFileName()
                        .toString())
                .hasSizeLessThan(100);
    }
}
