package dev.visor.cli.run;

import dev.visor.api.QueryPlan;
import dev.visor.cli.console.Console;
import dev.visor.cli.console.Table;
import dev.visor.experiment.Experiment;
import dev.visor.experiment.cost.StageCost;
import dev.visor.face.FaceSet;
import dev.visor.run.RunContext;
import dev.visor.store.experiment.ExperimentFile;
import java.io.IOException;

/** Prints how often an experiment asks a service. Nothing is asked for that. */
final class QueryTable {

    private QueryTable() {}

    static void print(ExperimentFile experiment, Console console) throws IOException {
        FaceSet faces = experiment.faces().load().faces();
        new Experiment(experiment.config(), RunContext.of(experiment.seed()))
                .check(faces, experiment.system().answersUnknown());
        QueryPlan plan = QueryPlan.of(experiment, faces);
        Table table = new Table("stage", "pictures expected", "at most");
        for (StageCost stage : plan.stages()) {
            table.row(stage.stage(), stage.expected(), stage.most());
        }
        console.print("%n");
        table.print(console);
        console.print("%s%n", plan.line());
    }
}
