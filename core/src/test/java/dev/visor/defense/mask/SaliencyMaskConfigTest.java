package dev.visor.defense.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.defense.Fills;
import dev.visor.image.Mask;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Readings;
import dev.visor.saliency.SaliencyMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SaliencyMaskConfigTest {

    private static final MapKind ABSOLUTE = new MapKind(Readings.ABSOLUTE, false);

    @ParameterizedTest
    @CsvSource({"224, 8, 80", "150, 5, 36", "112, 4, 20", "448, 16, 320"})
    void lengthsGrowWithTheWidthAndAreasWithItsSquare(int width, int n, int phi) {
        SaliencyMaskConfig scaled = SaliencyMaskConfig.ARTICLE.at(width);
        assertThat(scaled.iterations()).isEqualTo(n);
        assertThat(scaled.minArea()).isEqualTo(phi);
        assertThat(scaled.referenceWidth()).isEqualTo(width);
        assertThat(scaled.at(width)).isEqualTo(scaled);
        assertThat(scaled.map()).isEqualTo(SaliencyMaskConfig.ARTICLE.map());
        assertThat(scaled.threshold()).isEqualTo(SaliencyMaskConfig.ARTICLE.threshold());
        assertThat(scaled.fill()).isEqualTo(Fills.ZERO);
    }

    @Test
    void theArticlesPresetsDifferInWhatMuIsOf() {
        assertThat(SaliencyMaskConfig.ARTICLE.threshold()).isEqualTo(Threshold.quantile(0.98));
        assertThat(SaliencyMaskConfig.ARTICLE_ABSOLUTE.threshold()).isEqualTo(Threshold.absolute(0.98));
        assertThat(SaliencyMaskConfig.presets().keySet()).containsExactly("DEFAULT", "ARTICLE", "ARTICLE_ABSOLUTE");
    }

    @Test
    void aThresholdMasksWhatExceedsIt() {
        SaliencyMap map = new SaliencyMap(5, 1, new float[] {1, 2, 3, 4, 10});
        assertThat(Threshold.quantile(0.6).apply(map)).isEqualTo(mask(false, false, false, true, true));
        assertThat(Threshold.quantile(0).apply(map).area()).isEqualTo(5);
        assertThat(Threshold.quantile(1).apply(map).area()).isZero();
        assertThat(Threshold.absolute(0.25).apply(map)).isEqualTo(mask(false, false, true, true, true));
        assertThat(Threshold.absolute(0.3).apply(map)).isEqualTo(mask(false, false, false, true, true));
        assertThat(Threshold.absolute(0).apply(map).area()).isEqualTo(5);
        assertThat(Threshold.absolute(1).apply(map).area()).isZero();
    }

    private static Mask mask(boolean... pixels) {
        return Mask.of(pixels.length, 1, pixels);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.2, -0.1, Double.NaN})
    void refusesAMuOutOfRange(double mu) {
        assertThatThrownBy(() -> Threshold.quantile(mu)).hasMessage("illegal mu: " + mu + ", must be in [0, 1]");
        assertThatThrownBy(() -> Threshold.absolute(mu)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1 | 0  | 1 | illegal n: -1, must be at least 0",
                "0  | -1 | 1 | illegal phi: -1, must be at least 0",
                "0  | 0  | 0 | illegal reference width: 0, must be at least 1"
            })
    void refusesNumbersOutOfRange(int n, int phi, int width, String message) {
        assertThatThrownBy(() -> new SaliencyMaskConfig(ABSOLUTE, Threshold.quantile(0.5), n, phi, width, Fills.MEAN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
