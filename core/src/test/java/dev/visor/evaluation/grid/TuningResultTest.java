package dev.visor.evaluation.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.defense.Fills;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.defense.mask.Threshold;
import dev.visor.evaluation.GoodnessScore;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Readings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuningResultTest {

    private static GridPoint point(int phi, double cleanReal, double adversarialReal, double adversarialTarget) {
        SaliencyMaskConfig config = new SaliencyMaskConfig(
                new MapKind(Readings.POSITIVE, false), Threshold.quantile(0.9), 2, phi, 150, Fills.ZERO);
        return new GridPoint(config, new GoodnessScore(cleanReal, adversarialReal, adversarialTarget), 4);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0, 1", "0, 0, 1, 0", "0.9, 0.6, 0.3, 0.73333", "1, 0, 1, 0.33333"})
    void theGoodnessScoreIsTheMeanOfItsThreeParts(double cleanReal, double real, double target, double score) {
        assertThat(new GoodnessScore(cleanReal, real, target).value()).isCloseTo(score, within(1e-5));
    }

    @Test
    void theGoodnessScoreTakesConfidences() {
        assertThatThrownBy(() -> new GoodnessScore(1.1, 0, 0))
                .hasMessage("illegal AC(clean, r): 1.1, must be in [0, 1]");
        assertThatThrownBy(() -> new GoodnessScore(0, Double.NaN, 0))
                .hasMessage("illegal AC(adv, r): NaN, must be in [0, 1]");
        assertThatThrownBy(() -> new GoodnessScore(0, 0, -0.1))
                .hasMessage("illegal AC(adv, t): -0.1, must be in [0, 1]");
    }

    @Test
    void eachObjectiveHasItsBestThatIsTheFirstOfEquals() {
        List<GridPoint> points = List.of(
                point(0, 0.5, 0.5, 0.5),
                point(1, 0.9, 0.1, 0.5),
                point(2, 0.9, 0.2, 0.6),
                point(3, 0.3, 0.8, 0.4),
                point(4, 0.3, 0.8, 0.3),
                point(5, 0.2, 0.0, 0.1),
                point(6, 0.1, 0.1, 0.1),
                point(7, 0.4, 0.7, 0.3));
        TuningResult result = new TuningResult(points, 2, 2, 10, 32, 0);
        assertThat(result.bestClean()).isSameAs(points.get(1));
        assertThat(result.bestAdversarial()).isSameAs(points.get(3));
        assertThat(result.bestAgainstTarget()).isSameAs(points.get(5));
        // The fifth and the last add up to 1.8.
        assertThat(result.best().score().value()).isCloseTo(0.6, within(1e-12));
        assertThat(result.best()).isSameAs(points.get(4));
        // Of those that are sure of honest people, the third adds up to 1.5 and the second to 1.5: the first counts.
        assertThat(new TuningResult(points, 2, 2, 10, 32, 0.9).best()).isSameAs(points.get(1));
        assertThat(new TuningResult(points, 2, 2, 10, 32, 0.35).best()).isSameAs(points.get(7));
        assertThat(new TuningResult(points, 2, 2, 10, 32, 0.95).best()).isSameAs(result.bestClean());
    }

    @Test
    void refusesAnEmptyGrid() {
        assertThatThrownBy(() -> new TuningResult(List.of(), 1, 1, 0, 0, 0))
                .hasMessage("a grid search must have at least one combination that was tried on all pictures");
    }
}
