package dev.visor.report.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.evaluation.grid.GridPoint;
import dev.visor.evaluation.grid.TuningResult;
import dev.visor.report.SampleResults;
import dev.visor.report.chart.HeatMap;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class GoodnessMapsTest {

    private final TuningResult tuning = SampleResults.tuning();
    private final GoodnessMaps maps = new GoodnessMaps(tuning);

    @Test
    void hasAMapForEachPhiWithMuAcrossAndNDown() {
        List<HeatMap> byMinArea = maps.byMinArea();
        assertThat(byMinArea)
                .extracting(HeatMap::title)
                .containsExactly("Goodness at φ = 0", "Goodness at φ = 20 (the best φ)");
        assertThat(byMinArea).allSatisfy(map -> {
            assertThat(map.rows()).containsExactly("0", "2", "5");
            assertThat(map.columns()).containsExactly("0.85", "0.90", "0.975");
        });
        assertThat(byMinArea.get(1).values().get(1).get(1))
                .isEqualTo(OptionalDouble.of(tuning.best().score().value()));
    }

    @Test
    void comparesReadingsAndFillsAtTheirBest() {
        HeatMap map = maps.byMapAndFill().get(0);
        assertThat(map.columns()).containsExactly("telea", "zero");
        assertThat(map.rows()).hasSize(2);
        assertThat(map.values().get(1).get(0))
                .isEqualTo(OptionalDouble.of(tuning.best().score().value()));
    }

    @Test
    void leavesOutAComparisonOfOneThing() {
        GridPoint only = tuning.best();
        GoodnessMaps one = new GoodnessMaps(new TuningResult(List.of(only), 5, 20, 1, 25, 0));
        assertThat(one.byMapAndFill()).isEmpty();
        assertThat(one.byMinArea()).hasSize(1);
    }
}
