package dev.visor.saliency;

/** How the three color channels of a back-propagated signal become one value per pixel. */
public enum Reading {
    /** The largest absolute value over the channels. */
    ABSOLUTE,
    /** The largest value over the channels, negative ones counting as zero. */
    POSITIVE,
    /** The signal times the input's distance from the recognizer's baseline, negative products as zero, summed. */
    GRADIENT_TIMES_INPUT
}
