package dev.visor.cli.run;

import dev.visor.store.experiment.ExperimentFile;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The demo. */
@Command(
        name = "demo",
        description = {
            "Runs the demo: adversarial glasses against the embedded faces or your own, with and without defenses.",
            "The same command shows a finished run again, and goes on with one that was interrupted."
        })
public final class DemoCommand implements Callable<Integer>, SettingCommand {

    @Mixin
    private WholeRun whole = new WholeRun();

    @Mixin
    private ExperimentOptions experiment = new ExperimentOptions();

    @Override
    public SettingOptions settings() {
        return SettingOptions.none()
                .with(
                        "Faces and system",
                        "--faces faces.folder",
                        "--alignment faces.alignment",
                        "--size faces.size",
                        "--seed seed",
                        "--network system.network",
                        "--weights system.weights",
                        "--precision system.precision",
                        "--epochs system.head.epochs")
                .with(
                        "Attacks on the undefended system",
                        "--pairs attackers.*.pairs",
                        "--preset attackers.*.preset",
                        "--max-iterations attackers.*.max-iterations")
                .with("Tuning and report", "--tuning-attacks tuning.attacks", "--examples report.examples");
    }

    @Override
    public boolean startsFromDemo() {
        return true;
    }

    @Override
    public Integer call() throws IOException {
        ExperimentFile demo = experiment.read(null, settings());
        boolean changed = experiment.isChanged(settings());
        return whole.run(
                demo,
                changed ? demo.toYaml(experiment.engine().registry()) : ExperimentFile.demoText(),
                experiment.engine());
    }
}
