package dev.visor.cli.run;

import dev.visor.api.ExperimentRun;
import dev.visor.store.experiment.ExperimentFile;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command for one stage of a run that was begun; settings are those of the run unless others are given. */
abstract class StageCommand implements Callable<Integer>, SettingCommand {

    @Mixin
    private RunOption run = new RunOption();

    @Mixin
    private ExperimentOptions experiment = new ExperimentOptions();

    /** Works on the stage, and prints what it wrote. */
    protected abstract void work(ExperimentRun open, ExperimentFile asked, EngineOptions engine) throws IOException;

    @Override
    public final boolean startsFromDemo() {
        return false;
    }

    @Override
    public final Integer call() throws IOException {
        EngineOptions engine = experiment.engine();
        try (ExperimentRun open = engine.open(run.folder())) {
            work(open, experiment.readRun(open.folder(), settings()), engine);
        }
        return 0;
    }
}
