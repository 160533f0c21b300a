package dev.visor.attack.penalty;

import dev.visor.accessory.WornAccessory;

/**
 * Something that textures are penalized for. {@link Penalties} adds its gradient to that of the loss. A kind of the registry;
 * implementations are immutable and thread-safe.
 */
public interface TexturePenalty {

    /** Returns the weight, at least 0, in hundredths of the largest gradient of the loss. */
    double weight();

    /** Returns what is penalized. Asked once for all steps of an attack, so that it can prepare what they share. */
    Term term();

    /** A penalty before it is weighted. Implementations are immutable and thread-safe. */
    interface Term {

        /**
         * Returns the penalty of a texture, summed over the pixels of the accessory; at least 0.
         *
         * @param accessory decides which pixels count
         * @param texture CHW, each value in [0, 1]
         */
        double value(WornAccessory accessory, float[] texture);

        /**
         * Returns the derivative of {@link #value} by each value of the texture, CHW, zero outside the accessory; a new array.
         *
         * @param accessory decides which pixels count
         * @param texture CHW, each value in [0, 1]
         */
        float[] gradient(WornAccessory accessory, float[] texture);
    }
}
