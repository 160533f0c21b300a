package dev.visor.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.evaluation.DefenseEvaluation;
import dev.visor.evaluation.GoodnessScore;
import dev.visor.experiment.ExperimentConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredTest {

    private static DefenseEvaluation named(String name, double clean) {
        DefenseEvaluation sample = SampleResults.typical().defenses().get(0);
        return new DefenseEvaluation(
                name,
                sample.config(),
                sample.before(),
                sample.after(),
                sample.defenseSuccess(),
                new GoodnessScore(clean, 0.5, 0.5),
                sample.scoreBefore(),
                sample.outcomes());
    }

    @Test
    void whatTuningChoseStandsBeforeWhatDidBestOnThePicturesOfTheEvaluation() {
        DefenseEvaluation low = named("LOW", 0.1);
        DefenseEvaluation high = named("HIGH", 0.9);
        DefenseEvaluation tuned = named(ExperimentConfig.TUNED, 0.5);
        assertThat(Measured.best(List.of(low, high, tuned))).contains(tuned);
        assertThat(Measured.distinction(tuned)).isEqualTo("tuning's choice");
        assertThat(Measured.best(List.of(low, high))).contains(high);
        assertThat(Measured.distinction(high)).isEqualTo("highest goodness");
        assertThat(Measured.best(List.of())).isEmpty();
    }
}
