package dev.visor.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.visor.device.Compute;
import dev.visor.experiment.SystemFactory;
import dev.visor.experiment.SystemSource;
import dev.visor.face.FaceFormat;
import dev.visor.setting.Kind;
import dev.visor.setting.Registry;
import dev.visor.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can't be done to a system that only answers is refused when its file is read, all of it at once. */
class BlackBoxExperimentFileTest {

    private static final Registry REGISTRY = registry();
    private static final String BECAUSE = ", because the system \"a closed door\" is a black box: it only answers";
    private static final String ONLY_ANSWERS =
            "made of defenses that only ask for answers, such as certified-masking, rejection or"
                    + " local-gradients-smoothing, and without ";

    @TempDir
    Path dir;

    /** A system whose inside nobody knows. */
    public record Door() implements SystemSource {

        static final Settings<Door> SETTINGS = Settings.of(Door.class).withDefault(Door::new);

        @Override
        public String name() {
            return "a closed door";
        }

        @Override
        public boolean isBlackBox() {
            return true;
        }

        @Override
        public SystemFactory open(FaceFormat faces, Compute compute, Registry registry) {
            throw new AssertionError("is not opened");
        }
    }

    private static Registry registry() {
        Registry.Builder kinds = Registry.standard().toBuilder();
        kinds.add(SystemSource.class, Kind.of("door", "only answers", Door.SETTINGS));
        return kinds.build();
    }

    private ExperimentFile read(String yaml) throws IOException {
        return ExperimentFile.read(Files.writeString(dir.resolve("door.yaml"), yaml), List.of(), REGISTRY);
    }

    @Test
    void whatNeedsGradientsIsRefusedAtOnce() {
        ExperimentFileException refusal = catchThrowableOfType(ExperimentFileException.class, () -> read("""
                faces: embedded
                system: door
                attackers:
                  descends: {kind: gradient}
                  asks: {kind: square}
                  adapts: {knows: defense, kind: gradient}
                defenses:
                  none: []
                  mask: [saliency-mask, {kind: rejection, threshold: 0.5}]
                  covered: [certified-masking]
                  best: RECOMMENDED
                tuning: {attacks: 3}
                """));
        Path file = dir.resolve("door.yaml");
        assertThat(refusal.problems())
                .containsExactly(
                        file
                                + ":4: attackers.descends: an attack that needs gradients, must be an attack that only asks"
                                + " for answers, such as square or decision-based" + BECAUSE,
                        file + ":6: attackers.adapts: an attack that needs gradients, must be an attack that only asks"
                                + " for answers, such as square or decision-based" + BECAUSE,
                        file + ":9: defenses.mask: [saliency mask, rejection below 0.5], must be " + ONLY_ANSWERS
                                + "saliency mask" + BECAUSE,
                        file + ":11: defenses.best: \"RECOMMENDED\", must be " + ONLY_ANSWERS + "certified detection"
                                + BECAUSE,
                        file + ":12: tuning: 3 attacks, must be left out: saliency masks need gradients" + BECAUSE);
    }

    @Test
    void whoAsksForAnswersMayAdaptToADefense() throws IOException {
        ExperimentFile file = read("""
                faces: embedded
                system: door
                attackers:
                  asks: {kind: square}
                  adapts: {knows: defense, kind: decision-based}
                defenses: {none: [], covered: [certified-masking], strict: [{kind: rejection, threshold: 0.5}]}
                """);
        assertThat(file.config().attackers()).containsOnlyKeys("asks", "adapts");
        assertThat(file.system().isBlackBox()).isTrue();
    }
}
