package dev.visor.cli.run;

import dev.visor.api.ExperimentRun;
import dev.visor.store.experiment.ExperimentFile;
import java.io.IOException;
import picocli.CommandLine.Command;

/** The second stage. */
@Command(
        name = "attack",
        description = {
            "Attacks the undefended system of a run anew, and makes the attacks that tuning uses.",
            "Attackers who know the defense attack in 'visor evaluate'."
        },
        footer = Stages.FOOTER)
public final class AttackCommand extends StageCommand {

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
    protected void work(ExperimentRun open, ExperimentFile asked, EngineOptions engine) throws IOException {
        open.attack(asked);
        engine.console().print("wrote %s%n", open.folder().path().resolve("attacks"));
    }
}
