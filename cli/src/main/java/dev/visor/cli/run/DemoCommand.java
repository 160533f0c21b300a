package dev.visor.cli.run;

import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The demo. */
@Command(
        name = "demo",
        description = {
            "Runs the demo: printed glasses against the embedded faces or your own, with and without defenses.",
            "The same command shows a finished run again."
        })
public final class DemoCommand implements Callable<Integer> {

    @Mixin
    private WholeRun whole = new WholeRun();

    @Mixin
    private SetOption settings = new SetOption();

    @Override
    public Integer call() throws IOException {
        Registry registry = whole.engine().registry();
        List<String> overrides = settings.overrides();
        ExperimentFile experiment = ExperimentFile.demo(overrides, registry).resolved();
        whole.run(experiment, overrides.isEmpty() ? ExperimentFile.demoText() : experiment.toYaml(registry));
        return 0;
    }
}
