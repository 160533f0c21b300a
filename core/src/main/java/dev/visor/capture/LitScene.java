package dev.visor.capture;

import dev.visor.face.Landmarks;
import dev.visor.face.Point;
import dev.visor.image.Image;
import dev.visor.run.Seed;
import java.util.SplittableRandom;

/** One draw of {@link Light}. Immutable and thread-safe. */
final class LitScene {

    private final float paper;
    private final float[] gain = new float[Image.CHANNELS];
    private final double gamma;
    private final float brightness;
    private final float contrast;
    private final double slopeX;
    private final double slopeY;
    private final Point middle;

    LitScene(Light light, Landmarks eyes, Seed seed) {
        SplittableRandom random = seed.derive("light").random();
        this.paper = factor(light.paper(), random);
        for (int channel = 0; channel < Image.CHANNELS; channel++) {
            gain[channel] = factor(light.gain(), random);
        }
        this.gamma = factor(light.gamma(), random);
        this.brightness = (float) (light.brightness() * (2 * random.nextDouble() - 1));
        this.contrast = factor(light.contrast(), random);
        double slope = light.slope() * random.nextDouble() / eyes.eyeDistance();
        double direction = 2 * Math.PI * random.nextDouble();
        this.slopeX = slope * StrictMath.cos(direction);
        this.slopeY = slope * StrictMath.sin(direction);
        this.middle = eyes.middle();
    }

    private static float factor(double largest, SplittableRandom random) {
        return (float) StrictMath.exp(largest * (2 * random.nextDouble() - 1));
    }

    /** Returns how much brighter the paper is than the face. */
    float paper() {
        return paper;
    }

    /** Returns the values of a picture in this light, in [0, 1]; a new array. */
    float[] apply(float[] values, int width) {
        float[] lit = new float[values.length];
        int plane = values.length / Image.CHANNELS;
        for (int i = 0; i < lit.length; i++) {
            double risen = gamma == 1 ? values[i] : Math.pow(values[i], gamma);
            lit[i] = Math.min(1, Math.max(0, exposed((float) risen * strength(i, plane, width))));
        }
        return lit;
    }

    /**
     * Carries a gradient at the lit values back to those before; zero where the light cuts a value off. A new array.
     *
     * @param wanted the share of each pixel that is covered; the gradient is zero where that is 0
     */
    float[] pullBack(float[] values, float[] gradient, int width, float[] wanted) {
        float[] pulled = new float[values.length];
        int plane = values.length / Image.CHANNELS;
        for (int i = 0; i < pulled.length; i++) {
            if (wanted[i % plane] == 0 || values[i] <= 0) {
                continue;
            }
            double power = gamma == 1 ? 1 : Math.pow(values[i], gamma - 1);
            float strength = strength(i, plane, width);
            float seen = exposed((float) (power * values[i]) * strength);
            if (seen > 0 && seen < 1) {
                pulled[i] = (float) (gradient[i] * contrast * strength * gamma * power);
            }
        }
        return pulled;
    }

    private float exposed(float value) {
        return (value - 0.5f) * contrast + 0.5f + brightness;
    }

    private float strength(int at, int plane, int width) {
        int pixel = at % plane;
        double slope = 1 + slopeX * (pixel % width - middle.x()) + slopeY * (pixel / width - middle.y());
        return (float) (gain[at / plane] * Math.max(0, slope));
    }
}
