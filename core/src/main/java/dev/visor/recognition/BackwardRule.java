package dev.visor.recognition;

/** How a signal passes a ReLU on its way back. */
public enum BackwardRule {
    /** The gradient: the signal passes where the activation was positive. */
    EXACT,
    /**
     * Guided backpropagation (Springenberg et al., "Striving for Simplicity", 2014, section 3.4): the signal passes
     * where both the activation and the signal itself are positive.
     */
    GUIDED
}
