package dev.visor.attack;

/**
 * How the texture of an accessory follows the gradient. Holds settings only, so implementations are immutable and
 * thread-safe; the state is that of a {@link Steps}.
 */
@FunctionalInterface
public interface StepRule {

    /**
     * Begins a descent.
     *
     * @param values how many a texture has
     * @param stopsEarly whether a descent may end before its last iteration
     */
    Steps begin(int values, boolean stopsEarly);

    /** The steps of one descent. Not thread-safe. */
    interface Steps {

        /**
         * Returns the next texture, before any constraint.
         *
         * @param texture the current one, CHW; is not changed
         * @param gradient of the loss at the current texture, summed over the pictures of the task, CHW
         * @param loss at the current texture
         * @param best the texture with the best pictures so far, CHW; is not changed
         * @return a new array
         */
        float[] next(float[] texture, float[] gradient, double loss, float[] best);

        /** Returns whether further steps would change no picture. Asked only if the descent may end early. */
        boolean isExhausted();
    }
}
