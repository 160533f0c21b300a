package dev.visor.attack.constraint;

/** Which textures an accessory may have. Implementations are immutable and thread-safe. */
@FunctionalInterface
public interface Constraint {

    /** Each value in [0, 1]: a value that would leave the range stays what it was. */
    Constraint UNIT_RANGE = (from, to) -> {
        for (int i = 0; i < to.length; i++) {
            to[i] = to[i] >= 0 && to[i] <= 1 ? to[i] : from[i];
        }
    };

    /**
     * Makes the end of a step allowed.
     *
     * @param from the texture before the step, CHW, allowed; is not changed
     * @param to the texture after the step, CHW; is changed in place to one that is allowed
     */
    void project(float[] from, float[] to);

    /** Returns the same constraint with what it needs to compute once for many steps. */
    default Constraint prepared() {
        return this;
    }
}
