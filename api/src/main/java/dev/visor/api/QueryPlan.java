package dev.visor.api;

import dev.visor.experiment.Experiment;
import dev.visor.experiment.cost.ExperimentSize;
import dev.visor.experiment.cost.QueryCosts;
import dev.visor.experiment.cost.StageCost;
import dev.visor.face.FaceSet;
import dev.visor.run.RunContext;
import dev.visor.store.experiment.ExperimentFile;
import java.util.List;
import java.util.OptionalInt;

/**
 * About how many pictures an experiment asks a service about, before it asks the first.
 *
 * @param stages what is asked about, in pictures
 * @param budget how many pictures may be sent in all
 */
public record QueryPlan(List<StageCost> stages, int budget) {

    /** Copies the list. */
    public QueryPlan {
        stages = List.copyOf(stages);
    }

    /**
     * Returns the plan of an experiment whose system is asked.
     *
     * @throws IllegalArgumentException if its system has no budget
     */
    public static QueryPlan of(ExperimentFile file, FaceSet faces) {
        OptionalInt budget = file.system().queries();
        if (budget.isEmpty()) {
            throw new IllegalArgumentException("the system \"" + file.system().name() + "\" has no budget of queries");
        }
        Experiment stages = new Experiment(file.config(), RunContext.of(file.seed()));
        ExperimentSize size = ExperimentSize.of(stages, file.config(), faces);
        int enrolled = file.system().enrollsByQueries() ? size.training() : 0;
        return new QueryPlan(QueryCosts.of(file.config(), size, enrolled), budget.getAsInt());
    }

    /** Returns how many pictures are asked about if attacks end as early as they mostly do. */
    public long expected() {
        return stages.stream().mapToLong(StageCost::expected).sum();
    }

    /** Returns how many pictures are asked about, at most. */
    public long most() {
        return stages.stream().mapToLong(StageCost::most).sum();
    }

    /** Returns the plan as one line. */
    public String line() {
        String line = "the service is asked about some " + expected() + " pictures, at most " + most()
                + "; system.queries allows " + budget;
        return most() <= budget ? line : line + ": the run may stop there, and goes on when it is given more";
    }
}
