package dev.visor.attack.penalty;

import dev.visor.accessory.WornAccessory;
import java.util.List;

/** Adds what textures are penalized for to what is descended on. Thread-safe. */
public final class Penalties {

    private Penalties() {}

    /**
     * Returns the gradient to follow: that of the loss over its largest absolute value, and those of the penalties times their
     * weights over 100.
     *
     * @param penalties if there are none, the gradient of the loss is returned as it is
     * @param texture CHW
     * @param loss its gradient by the texture, CHW
     */
    public static float[] added(
            List<TexturePenalty> penalties, WornAccessory accessory, float[] texture, float[] loss) {
        if (penalties.isEmpty()) {
            return loss;
        }
        float largest = 0;
        for (float value : loss) {
            largest = Math.max(largest, Math.abs(value));
        }
        float[] sum = new float[loss.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = largest > 0 ? loss[i] / largest : 0;
        }
        for (TexturePenalty penalty : penalties) {
            float[] gradient = penalty.gradient(accessory, texture);
            float weight = (float) (penalty.weight() / 100);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * gradient[i];
            }
        }
        return sum;
    }
}
