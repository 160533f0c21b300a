package dev.visor.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThemeTest {

    private static final List<String> BANDS = List.of("held", "broken", "leaks", "open");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyTextCanBeRead(boolean dark) {
        ThemeColors colors = new ThemeColors(dark);
        for (String ink : List.of("ink", "muted", "accent", "held", "broken", "leaks", "open")) {
            for (String paper : List.of("paper", "wash")) {
                assertThat(ThemeColors.contrast(colors.get(ink), colors.get(paper)))
                        .as(ink + " on " + paper)
                        .isGreaterThanOrEqualTo(ThemeColors.READABLE);
            }
        }
        for (String band : BANDS) {
            assertThat(ThemeColors.contrast(colors.get(band), colors.get(band + "-wash")))
                    .as(band)
                    .isGreaterThanOrEqualTo(ThemeColors.READABLE);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyCurveCanBeSeen(boolean dark) {
        ThemeColors colors = new ThemeColors(dark);
        for (String tone : List.of("a", "b", "c", "d", "e", "f")) {
            assertThat(ThemeColors.contrast(colors.get("tone-" + tone), colors.get("paper")))
                    .as(tone)
                    .isGreaterThanOrEqualTo(ThemeColors.VISIBLE);
        }
    }
}
