package dev.visor.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.accessory.FacePoint;
import dev.visor.accessory.Rectangle;
import dev.visor.accessory.WornAccessory;
import dev.visor.face.Alignment;
import dev.visor.face.Landmarks;
import dev.visor.image.Color;
import dev.visor.image.Image;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AccessoryTextureTest {

    private static final int SIDE = 112;
    private static final Landmarks EYES = Alignment.ARCFACE.landmarks(SIDE, SIDE);
    private static final EyeglassFrame FRAME = EyeglassFrame.DEFAULT;
    private static final WornAccessory WORN = FRAME.wear(EYES, SIDE, SIDE);

    private static float[] noise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[3 * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return values;
    }

    /** Returns the largest difference to a texture over pixels covered at least half and, in the same way, only in part. */
    private static float difference(AccessoryTexture read, float[] texture) {
        float[] coverage = WORN.coverage();
        int[] cache = read.newCache();
        float[] color = new float[3];
        float most = 0;
        for (int i = 0; i < coverage.length; i++) {
            if (coverage[i] >= 0.5f) {
                read.at(i % SIDE, i / SIDE, cache, color);
                for (int channel = 0; channel < 3; channel++) {
                    most = Math.max(most, Math.abs(color[channel] - texture[channel * coverage.length + i]));
                }
            }
        }
        return most;
    }

    @Test
    void withThePlainAccessoryOrTheFaceTheColorsAreThoseOfTheAttack() {
        float[] texture = noise(1);
        Image face = Image.quantized(SIDE, SIDE, noise(2));
        Image attacked = WORN.render(face, texture);
        Image plain = WORN.render(face, WORN.plainTexture(Color.rgb8(160, 105, 55)));
        // Rounding to 8 bits counts twice, divided by a coverage of at least a half.
        assertThat(difference(AccessoryTexture.of(attacked, EYES, FRAME, plain), texture))
                .isLessThan(3f / 255);
        assertThat(difference(AccessoryTexture.of(attacked, EYES, FRAME, face), texture))
                .isLessThan(3f / 255);
        assertThat(difference(AccessoryTexture.of(attacked, EYES, FRAME, null), texture))
                .isGreaterThan(0.2f);
        assertThat(difference(AccessoryTexture.of(attacked, EYES, FRAME, null), attacked.values()))
                .isZero();
    }

    @Test
    void otherPixelsHaveTheColorOfTheNearestThatIsKnown() {
        Image attacked = Image.quantized(SIDE, SIDE, noise(3));
        AccessoryTexture read = AccessoryTexture.of(attacked, EYES, FRAME, null);
        float[] coverage = WORN.coverage();
        int[] cache = read.newCache();
        float[] color = new float[3];
        for (int pixel : new int[] {0, 50 * SIDE + 38, SIDE * SIDE - 1, 60 * SIDE + 10, 111}) {
            double least = Double.POSITIVE_INFINITY;
            for (int i = 0; i < coverage.length; i++) {
                if (coverage[i] >= 0.5f) {
                    least = Math.min(least, Math.hypot(i % SIDE - pixel % SIDE, i / SIDE - pixel / SIDE));
                }
            }
            read.at(pixel % SIDE, pixel / SIDE, cache, color);
            int taken = cache[pixel];
            assertThat(Math.hypot(taken % SIDE - pixel % SIDE, taken / SIDE - pixel / SIDE))
                    .isEqualTo(least);
            assertThat(color[1]).isEqualTo(attacked.value(1, taken / SIDE, taken % SIDE));
        }
    }

    @Test
    void betweenPixelsColorsAreBilinear() {
        float[] ramp = new float[3 * SIDE * SIDE];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (i % SIDE + i / SIDE % SIDE) / (2f * SIDE);
        }
        AccessoryTexture read = AccessoryTexture.of(Image.of(SIDE, SIDE, ramp), EYES, FRAME, null);
        float[] color = new float[3];
        // In the lower part of the left rim.
        read.at(38.3, 62.7, read.newCache(), color);
        assertThat(color[0]).isCloseTo(101f / 224, within(0.005f));
    }

    @Test
    void pixelsThatAreHardlyCoveredAreNoColors() {
        double u = (56.3 - EYES.middle().x()) / EYES.eyeDistance();
        double v = (52 - EYES.middle().y()) / EYES.eyeDistance();
        Rectangle speck = new Rectangle(new FacePoint(u, v), 0.0005, 0.0005, 0);
        assertThatThrownBy(
                        () -> AccessoryTexture.of(Image.filled(SIDE, SIDE, Color.parse("#808080")), EYES, speck, null))
                .hasMessage("illegal accessory: " + speck.name() + ", must be one that covers at least half of a pixel"
                        + " of the picture");
    }
}
