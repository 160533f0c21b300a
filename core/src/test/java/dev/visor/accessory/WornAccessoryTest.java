package dev.visor.accessory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.face.Alignment;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.RandomSystem;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WornAccessoryTest {

    /** Covers 0, a quarter, a half and all of the four pixels. */
    private static final WornAccessory FOUR = new WornAccessory(2, 2, new float[] {0, 0.25f, 0.5f, 1});

    @Test
    void mixesTheTextureInByTheCoveredShare() {
        Image face = Image.filled(2, 2, Color.rgb8(100, 40, 0));
        Image worn = FOUR.render(face, FOUR.plainTexture(Color.rgb8(200, 0, 255)));
        assertThat(worn.toRgb8()).containsExactly(100, 40, 0, 125, 30, 64, 150, 20, 128, 200, 0, 255);
        assertThat(FOUR.region()).isEqualTo(Mask.of(2, 2, new boolean[] {false, true, true, true}));
        assertThat(FOUR.share()).isEqualTo(1.75 / 4);
    }

    @Test
    void leavesEveryUncoveredPixelAsItIs() {
        Image face = RandomSystem.pictures(2, 1, 150, 150).get(0);
        WornAccessory worn = EyeglassFrame.DEFAULT.wear(Alignment.DLIB.landmarks(150, 150), 150, 150);
        float[] before = face.values();
        float[] after = worn.render(face, worn.plainTexture(new Color(1, 0, 0))).values();
        int changed = 0;
        for (int i = 0; i < before.length; i++) {
            if (worn.region().contains(i % (150 * 150))) {
                changed += after[i] == before[i] ? 0 : 1;
            } else {
                assertThat(after[i]).isEqualTo(before[i]);
            }
        }
        assertThat(changed).isGreaterThan(3000);
    }

    /** The product of a signal with a small change of the picture is that of the pulled signal with the texture's. */
    @Test
    void pullBackIsTheAdjointOfDrawing() {
        SplittableRandom random = new SplittableRandom(6);
        WornAccessory worn = EyeglassFrame.DEFAULT.wear(Alignment.DLIB.landmarks(60, 60), 60, 60);
        Image face = Image.filled(60, 60, new Color(0, 0, 0));
        float[] texture = new float[3 * 60 * 60];
        float[] signal = new float[texture.length];
        for (int i = 0; i < texture.length; i++) {
            texture[i] = (float) random.nextDouble();
            signal[i] = (float) random.nextDouble();
        }
        float[] drawn = worn.render(face, texture).values();
        float[] pulled = worn.pullBack(signal);
        double inPicture = 0;
        double inTexture = 0;
        for (int i = 0; i < texture.length; i++) {
            inPicture += (double) signal[i] * drawn[i];
            inTexture += (double) pulled[i] * texture[i];
        }
        // Rounding to 8 bits moves each of about 800 covered values by 1/510 at most, at random.
        assertThat(inPicture).isCloseTo(inTexture, within(0.1));
        assertThat(inTexture).isGreaterThan(100);
        assertThat(FOUR.pullBack(new float[] {4, 4, 4, 4, 8, -8, -8, -8, 0, 0, 0, 0}))
                .containsExactly(0, 1, 2, 4, 0, -2, -4, -8, 0, 0, 0, 0);
    }

    @Test
    void refusesAnotherSize() {
        Image face = Image.filled(3, 2, new Color(0, 0, 0));
        assertThatThrownBy(() -> FOUR.render(face, new float[12]))
                .hasMessage("illegal picture for the accessory: 3x2 with 12 values, must be 2x2");
        assertThatThrownBy(() -> FOUR.pullBack(new float[3])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WornAccessory(2, 2, new float[4]))
                .hasMessage("the accessory lies outside the picture");
    }
}
