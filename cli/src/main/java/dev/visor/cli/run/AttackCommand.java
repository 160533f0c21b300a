package dev.visor.cli.run;

import dev.visor.api.ExperimentRun;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The second stage. */
@Command(
        name = "attack",
        description = {
            "Attacks the undefended system of a run anew, and makes the attacks that tuning uses.",
            "Attackers who know the defense attack in 'visor evaluate'."
        },
        footer = Stages.FOOTER)
public final class AttackCommand implements Callable<Integer>, SettingCommand {

    @Mixin
    private RunOption run = new RunOption();

    @Mixin
    private ExperimentOptions experiment = new ExperimentOptions();

    @Override
    public SettingOptions settings() {
        return SettingOptions.none()
                .with(
                        "The first attacker who does not know the defense (default: as in the run)",
                        "--pairs attackers.*.pairs",
                        "--goal attackers.*.goal",
                        "--attacker attackers.*.attacker",
                        "--target attackers.*.target",
                        "--pictures attackers.*.pictures",
                        "--preset attackers.*.preset",
                        "--step attackers.*.step.size",
                        "--momentum attackers.*.step.momentum",
                        "--max-iterations attackers.*.max-iterations")
                .with("Tuning (default: as in the run)", "--tuning-attacks tuning.attacks");
    }

    @Override
    public boolean startsFromDemo() {
        return false;
    }

    @Override
    public Integer call() throws IOException {
        try (ExperimentRun open = experiment.engine().open(run.folder())) {
            open.attack(experiment.readRun(open.folder(), settings()));
            experiment
                    .engine()
                    .console()
                    .print("wrote %s%n", open.folder().path().resolve("attacks"));
        }
        return 0;
    }
}
