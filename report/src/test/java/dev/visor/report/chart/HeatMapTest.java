package dev.visor.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.report.html.Html;
import dev.visor.report.html.ThemeColors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeatMapTest {

    private static final HeatMap.Scale PERCENT = new HeatMap.Scale(0, 100);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyShadeCanBeRead(boolean dark) {
        ThemeColors colors = new ThemeColors(dark);
        for (int percent = 0; percent <= 100; percent++) {
            String cell = PERCENT.cell(percent, Html.text("")).markup();
            int shade = ThemeColors.mix(colors.get("heat-low"), colors.get("heat-high"), percent / 100.0);
            int ink = colors.get(cell.contains("high") ? "heat-high-ink" : "heat-low-ink");
            assertThat(ThemeColors.contrast(shade, ink))
                    .as(percent + " %")
                    .isGreaterThanOrEqualTo(ThemeColors.READABLE);
        }
    }
}
