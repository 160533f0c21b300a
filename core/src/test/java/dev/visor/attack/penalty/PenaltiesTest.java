package dev.visor.attack.penalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.accessory.WornAccessory;
import dev.visor.face.Landmarks;
import dev.visor.face.Point;
import dev.visor.image.Color;
import dev.visor.print.ParametricPrinter;
import dev.visor.print.Printer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PenaltiesTest {

    private static final int SIDE = 64;
    private static final WornAccessory FRAME =
            EyeglassFrame.DEFAULT.wear(new Landmarks(new Point(22, 28), new Point(42, 28)), SIDE, SIDE);
    private static final float[] TEXTURE = random(1);

    private static float[] random(long seed) {
        Random random = new Random(seed);
        float[] values = new float[3 * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.05f + 0.9f * random.nextFloat();
        }
        return values;
    }

    static Stream<TexturePenalty> penalties() {
        return Stream.of(TotalVariation.DEFAULT, NonPrintability.DEFAULT);
    }

    @ParameterizedTest
    @MethodSource("penalties")
    void gradientsAgreeWithFiniteDifferences(TexturePenalty penalty) {
        float[] gradient = penalty.term().gradient(FRAME, TEXTURE);
        float step = 1e-3f;
        int compared = 0;
        int kinks = 0; // where a printable color just begins to attract
        for (int i = 0; i < TEXTURE.length; i++) {
            if (!FRAME.region().contains(i % (SIDE * SIDE))) {
                assertThat(gradient[i]).isZero();
                continue;
            }
            float[] higher = TEXTURE.clone();
            float[] lower = TEXTURE.clone();
            higher[i] += step;
            lower[i] -= step;
            double difference =
                    penalty.term().value(FRAME, higher) - penalty.term().value(FRAME, lower);
            kinks += Math.abs(gradient[i] - difference / (2 * step)) > 0.02 ? 1 : 0;
            compared += Math.abs(gradient[i]) > 0.02 ? 1 : 0;
        }
        assertThat(compared).isGreaterThan(50);
        assertThat(kinks).isLessThan(compared / 50);
    }

    @Test
    void flatTexturesHaveNextToNoVariation() {
        float[] flat = FRAME.plainTexture(new Color(0.5f, 0.4f, 0.3f));
        assertThat(TotalVariation.DEFAULT.value(FRAME, flat))
                .isLessThan(TotalVariation.DEFAULT.value(FRAME, TEXTURE) / 100);
    }

    @Test
    void printableColorsAreNotPenalized() {
        ParametricPrinter printer = ParametricPrinter.DEFAULT;
        for (Color color : printer.printableColors()) {
            assertThat(NonPrintability.DEFAULT.term().value(FRAME, FRAME.plainTexture(color)))
                    .isCloseTo(0, within(1e-6));
        }
        float[] unprintable = FRAME.plainTexture(new Color(0, 1, 1));
        assertThat(NonPrintability.DEFAULT.term().value(FRAME, unprintable)).isGreaterThan(0.1);
    }

    /** A printer whose table is read from a file must not be read at each step. */
    @Test
    void thePrinterIsAskedOnceForAllSteps() {
        AtomicInteger asked = new AtomicInteger();
        Printer printer = () -> {
            asked.incrementAndGet();
            return ParametricPrinter.DEFAULT.table();
        };
        Penalties penalties = new Penalties(List.of(new NonPrintability(5, printer)));
        int before = asked.get();
        penalties.added(FRAME, TEXTURE, random(2));
        penalties.added(FRAME, TEXTURE, random(3));
        assertThat(before).isPositive();
        assertThat(asked.get()).isEqualTo(before);
    }

    @Test
    void theLossCountsRelativeToItsLargestGradient() {
        float[] loss = random(2);
        loss[7] = 4;
        float[] sum = new Penalties(List.of(new TotalVariation(50))).added(FRAME, TEXTURE, loss);
        float[] variation = TotalVariation.DEFAULT.gradient(FRAME, TEXTURE);
        for (int i = 0; i < sum.length; i++) {
            assertThat(sum[i]).isCloseTo(loss[i] / 4 + 0.5f * variation[i], within(1e-5f));
        }
        assertThat(new Penalties(List.of()).added(FRAME, TEXTURE, loss)).isSameAs(loss);
    }
}
