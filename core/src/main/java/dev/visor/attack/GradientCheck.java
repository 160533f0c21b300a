package dev.visor.attack;

import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Backward;
import java.util.List;

/**
 * How many pictures have no gradient to descend on. A defense against which an attack by gradients fails may only hide
 * them (A. Athalye, N. Carlini, D. Wagner, "Obfuscated Gradients Give a False Sense of Security", ICML 2018): before its
 * robustness is believed, there must be gradients within the region that the attack may change.
 *
 * <p>Immutable and thread-safe.
 *
 * @param pictures how many were looked at, at least 0
 * @param zero those whose gradient is zero in the whole region
 * @param notFinite those whose gradient is infinite or not a number somewhere in the region
 */
public record GradientCheck(int pictures, int zero, int notFinite) {

    /** Checks that the counts fit together. */
    public GradientCheck {
        if (zero < 0 || notFinite < 0 || zero + notFinite > pictures) {
            throw new IllegalArgumentException("illegal counts of gradients: " + zero + " zero and " + notFinite
                    + " not finite, must be at least 0 and at most " + pictures + " together");
        }
    }

    /**
     * Looks through gradients.
     *
     * @param results what {@code backward} gave for pictures of the region's size
     * @param region where an attack may change them, at least one pixel
     */
    public static GradientCheck of(List<Backward> results, Mask region) {
        if (region.area() == 0) {
            throw new IllegalArgumentException("illegal region: no pixels, must be at least one");
        }
        int zero = 0;
        int notFinite = 0;
        for (Backward result : results) {
            float largest = largest(result.gradient(), region);
            zero += largest == 0 ? 1 : 0;
            notFinite += Float.isFinite(largest) ? 0 : 1;
        }
        return new GradientCheck(results.size(), zero, notFinite);
    }

    /** Returns the largest absolute value in the region; not a number if there is one that is none. */
    private static float largest(float[] gradient, Mask region) {
        int plane = region.width() * region.height();
        if (gradient.length != Image.CHANNELS * plane) {
            throw new IllegalArgumentException("illegal gradient: " + gradient.length + " values, must be "
                    + Image.CHANNELS * plane + " for a region of " + region.width() + "x" + region.height());
        }
        float largest = 0;
        for (int i = 0; i < gradient.length; i++) {
            if (region.contains(i % plane)) {
                largest = Math.max(largest, Math.abs(gradient[i]));
            }
        }
        return largest;
    }

    /** Returns the counts of these pictures and others together. */
    public GradientCheck plus(GradientCheck other) {
        return new GradientCheck(pictures + other.pictures, zero + other.zero, notFinite + other.notFinite);
    }

    /** Returns whether every picture has a gradient that is finite and not zero everywhere in the region. */
    public boolean isSound() {
        return zero == 0 && notFinite == 0;
    }
}
