package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.CoverConfig;
import dev.visor.accessory.ShapeFamily;
import dev.visor.api.CalibratedDefense;
import dev.visor.api.Guard;
import dev.visor.api.Visor;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Fills;
import dev.visor.defense.HardenedHead;
import dev.visor.defense.chain.CertifiedMasking;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.device.Compute;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.run.Progress;
import dev.visor.setting.Registry;
import dev.visor.store.file.DamagedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A defended system that a folder keeps: masks that confirm, before a hardened head. */
class CalibratedDefenseTest {

    private static final ChainConfig CHAIN = new ChainConfig(List.of(
            new CertifiedMasking.Config(
                    List.of(ShapeFamily.GLASSES), CoverConfig.UNION, Fills.TELEA, FalseAlarmRate.DEFAULT),
            new HardenedHead.Config()));

    @TempDir
    static Path dir;

    private static Path saved = Path.of("");
    private static List<Image> pictures = List.of();
    private static List<Decision> expected = List.of();

    @BeforeAll
    static void save() throws IOException {
        saved = dir.resolve("guards/door");
        try (Visor visor = open()) {
            FaceSet faces = visor.faces(Fixtures.faces(dir.resolve("faces")));
            pictures = faces.faces().stream().map(Face::image).toList();
            Guard guard = visor.train(faces, 1).defend(CHAIN);
            expected = guard.decide(pictures);
            guard.calibrated().save(saved);
        }
    }

    private static Visor open() {
        return Visor.open(Compute.threads(2), Registry.standard(), Progress.silent());
    }

    @Test
    void openedAgainItDecidesToTheLastBitAsBefore() throws IOException {
        try (Visor visor = open()) {
            Guard guard = visor.guard(CalibratedDefense.load(saved));
            List<Decision> decisions = guard.decide(pictures);
            for (int i = 0; i < pictures.size(); i++) {
                assertThat(decisions.get(i).verdict()).isEqualTo(expected.get(i).verdict());
                assertThat(decisions.get(i).certified())
                        .isEqualTo(expected.get(i).certified());
                assertThat(decisions.get(i).scores().logits())
                        .isEqualTo(expected.get(i).scores().logits());
            }
            assertThat(guard.calibrationFaces()).isEqualTo(3);
            assertThat(guard.chain()).isEqualTo(CHAIN.withFalseAlarms(FalseAlarmRate.least(3)));
            guard.calibrated().save(dir.resolve("again"));
        }
        for (String file : List.of("calibration.json", "recognizer.safetensors", "hardened/glasses.safetensors")) {
            assertThat(dir.resolve("again").resolve(file)).hasSameBinaryContentAs(saved.resolve(file));
        }
    }

    @Test
    void whatOtherSoftwareHasCalibratedIsRefused() throws IOException {
        Path other = Fixtures.copy(saved, dir.resolve("other"));
        Path file = other.resolve("calibration.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\"Java\": \"", "\"Java\": \"9"));
        assertThatThrownBy(() -> CalibratedDefense.load(other))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": was calibrated with other software (Java was 9");
    }

    @Test
    void whatIsMissingOrDamagedIsNamed() throws IOException {
        Path head = Fixtures.copy(saved, dir.resolve("head"));
        Files.delete(head.resolve("hardened/glasses.safetensors"));
        assertThatThrownBy(() -> CalibratedDefense.load(head))
                .isInstanceOf(IOException.class)
                .hasMessage(head.resolve("hardened/glasses.safetensors") + ": there is no such file");
        Path limits = Fixtures.copy(saved, dir.resolve("limits"));
        Path file = limits.resolve("calibration.json");
        Files.writeString(file, Files.readString(file).replace("\"least support\"", "\"most support\""));
        assertThatThrownBy(() -> CalibratedDefense.load(limits))
                .isInstanceOf(DamagedFileException.class)
                .hasMessage(file + ": is not what was written: its SHA-256 is not the one that it has");
    }
}
