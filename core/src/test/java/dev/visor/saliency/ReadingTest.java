package dev.visor.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.image.Color;
import dev.visor.image.Image;
import org.junit.jupiter.api.Test;

/** Three pixels side by side; the signal at each is a column of the three rows red, green and blue. */
class ReadingTest {

    private static final float[] SIGNAL = {
        1, -4, 0, //
        2, -3, 0, //
        -5, -2, 0
    };
    private static final Image IMAGE = Image.of(3, 1, new float[] {
        1, 0, 0.3f, //
        0.75f, 0.25f, 0.3f, //
        0.5f, 0.75f, 0.3f
    });
    private static final Color BASELINE = new Color(0.5f, 0.5f, 0.25f);

    @Test
    void absoluteIsTheLargestSize() {
        assertThat(Readings.ABSOLUTE.read(SIGNAL, IMAGE, BASELINE).values()).containsExactly(5, 4, 0);
    }

    @Test
    void positiveIsTheLargestValueOrZero() {
        assertThat(Readings.POSITIVE.read(SIGNAL, IMAGE, BASELINE).values()).containsExactly(2, 0, 0);
    }

    @Test
    void gradientTimesInputAddsUpThePositiveProducts() {
        // 1 * 0.5 + 2 * 0.25 and -5 * 0.25 as zero; -4 * -0.5 + -3 * -0.25 and -2 * 0.5 as zero.
        assertThat(Readings.GRADIENT_TIMES_INPUT.read(SIGNAL, IMAGE, BASELINE).values())
                .containsExactly(new float[] {1, 2.75f, 0}, within(1e-6f));
    }

    @Test
    void aMapHasThePicturesSize() {
        SaliencyMap map = Readings.ABSOLUTE.read(new float[12], Image.filled(4, 1, BASELINE), BASELINE);
        assertThat(map.width()).isEqualTo(4);
        assertThat(map.height()).isEqualTo(1);
        assertThat(new MapKind(Readings.GRADIENT_TIMES_INPUT, true)).hasToString("relative gradient_times_input");
        assertThat(new MapKind(Readings.ABSOLUTE, false)).hasToString("absolute");
    }
}
