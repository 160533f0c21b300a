package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.attack.GradientAttackConfig;
import dev.visor.evaluation.AttackRecord;
import dev.visor.evaluation.grid.Grid;
import dev.visor.experiment.Attacker;
import dev.visor.experiment.ExperimentConfig;
import dev.visor.setting.Registry;
import dev.visor.store.run.AttackFolder;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stages with other settings than those of the run. That stages give what a whole run gives, RunCommandTest shows. */
class StagesTest {

    @TempDir
    static Path folder;

    @Test
    void trainTakesItsOptions() throws IOException {
        Path out = folder.resolve("trained");
        CommandRun train = CommandRun.good(
                "train",
                "--out",
                out.toString(),
                "--faces",
                SharedRun.faces().toString(),
                "--epochs",
                "2",
                "--hidden",
                "8,4",
                "--seed",
                "8",
                "--held-out",
                "0.5",
                "--set",
                "tuning=none",
                "--set",
                "defenses={none: []}");
        RunFolder run = new RunFolder(out);
        assertThat(run.readExperiment(Registry.standard()).seed()).isEqualTo(8);
        assertThat(run.readExperiment(Registry.standard()).config().split().heldOut())
                .isEqualTo(0.5);
        assertThat(run.readTraining().epochs()).hasSize(2);
        assertThat(train.out()).contains("wrote " + out.resolve("recognizer.safetensors"));
        assertThat(train.messages()).isEmpty();
    }

    @Test
    void attackAndTuneTakeTheirOptionsAndRemoveWhatIsOutOfDate() throws IOException {
        RunFolder run = new RunFolder(Fixtures.copy(SharedRun.whole(), folder.resolve("again")));
        CommandRun attack = CommandRun.good(
                "attack",
                "--run",
                run.path().toString(),
                "--preset",
                "ARTICLE",
                "--max-iterations",
                "1",
                "--pairs",
                "1",
                "--goal",
                "dodging",
                "--step",
                "30",
                "--tuning-attacks",
                "1");
        assertThat(attack.out())
                .contains("unaware with eyeglass frame: ", "wrote " + run.path().resolve("attacks"));
        assertThat(run.results()).doesNotExist();
        assertThat(run.report()).doesNotExist();
        assertThat(run.path().resolve("tuning.json")).doesNotExist();
        assertThat(run.attacks("adaptive", "eyeglass frame")).doesNotExist();
        Attacker changed = Objects.requireNonNull(config(run).attackers().get("unaware"));
        assertThat(changed.pairs()).isEqualTo(1);
        GradientAttackConfig made = (GradientAttackConfig) changed.attack();
        assertThat(made.effort().maxIterations()).isEqualTo(1);
        assertThat(made.batchSize()).as("the preset's").isEqualTo(GradientAttackConfig.ARTICLE.batchSize());
        assertThat(made.step())
                .hasToString(GradientAttackConfig.ARTICLE.step().toString().replace("size=20.0", "size=30.0"));
        assertThat(AttackFolder.readSummary(run.attacks("unaware", "eyeglass frame"))
                        .attacks())
                .extracting(AttackRecord::target)
                .containsOnlyNulls()
                .hasSize(1);

        CommandRun tune = CommandRun.good(
                "tune",
                "--run",
                run.path().toString(),
                "--mu",
                "0.5,absolute 0.7",
                "--n",
                "1",
                "--map",
                "positive, relative positive",
                "--min-clean",
                "0.25");
        assertThat(tune.out()).contains("best of 4 saliency masks: ");
        Grid grid = Objects.requireNonNull(config(run).tuning()).grid();
        assertThat(grid.thresholds()).hasToString("[0.5, absolute 0.7]");
        assertThat(grid.maps()).hasToString("[positive, relative positive]");
        assertThat(grid.minClean()).isEqualTo(0.25);
        assertThat(grid.minAreas()).as("as in the run").containsExactly(20);
    }

    private static ExperimentConfig config(RunFolder run) throws IOException {
        return run.readExperiment(Registry.standard()).config();
    }

    @Test
    void aStageDoesNotChangeWhatAnEarlierOneUsed() throws IOException {
        Map<String, Integer> before = Fixtures.snapshot(SharedRun.whole());
        assertRefused(
                "holds a run with attackers.unaware.pairs = 5 instead of 3, which an earlier stage has used; run that stage"
                        + " again",
                "evaluate",
                "--set",
                "attackers.unaware.pairs=3");
        assertRefused("holds a run with seed = 7 instead of 8", "attack", "--set", "seed=8");
        assertRefused(
                "holds a run with attackers.unaware.max-iterations = 8 instead of 1",
                "tune",
                "--set",
                "attackers.unaware.max-iterations=1");
        assertThat(Fixtures.snapshot(SharedRun.whole())).isEqualTo(before);
    }

    private static void assertRefused(String message, String command, String... options) {
        String[] args = new String[3 + options.length];
        args[0] = command;
        args[1] = "--run";
        args[2] = SharedRun.whole().toString();
        System.arraycopy(options, 0, args, 3, options.length);
        CommandRun refused = CommandRun.of(args);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.messages()).hasSize(1);
        assertThat(refused.err()).startsWith("visor: " + SharedRun.whole() + ": " + message);
    }
}
