package dev.visor.attack.penalty;

import dev.visor.accessory.WornAccessory;
import java.util.List;

/** Adds what textures are penalized for to what is descended on. Immutable and thread-safe. */
public final class Penalties {

    private record Weighted(float weight, TexturePenalty.Term term) {}

    private final List<Weighted> penalties;

    /** Prepares penalties for all steps of an attack; there may be none. */
    public Penalties(List<TexturePenalty> penalties) {
        this.penalties = penalties.stream()
                .map(penalty -> new Weighted((float) (penalty.weight() / 100), penalty.term()))
                .toList();
    }

    /**
     * Returns the gradient to follow: that of the loss over its largest absolute value, and those of the penalties times their
     * weights over 100. Without penalties, the gradient of the loss is returned as it is.
     *
     * @param texture CHW
     * @param loss its gradient by the texture, CHW
     */
    public float[] added(WornAccessory accessory, float[] texture, float[] loss) {
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
        for (Weighted penalty : penalties) {
            float[] gradient = penalty.term.gradient(accessory, texture);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += penalty.weight * gradient[i];
            }
        }
        return sum;
    }
}
