package dev.visor.saliency;

import dev.visor.image.Image;

/** The readings that come with Visor. */
public enum Readings implements Reading {
    /** The largest absolute value over the channels. */
    ABSOLUTE {
        @Override
        public float combine(float[] signal, float[] distance) {
            return Math.max(Math.abs(signal[0]), Math.max(Math.abs(signal[1]), Math.abs(signal[2])));
        }
    },
    /** The largest value over the channels, negative ones counting as zero. */
    POSITIVE {
        @Override
        public float combine(float[] signal, float[] distance) {
            return Math.max(0, Math.max(signal[0], Math.max(signal[1], signal[2])));
        }
    },
    /** The signal times the input's distance from the recognizer's baseline, negative products as zero, summed. */
    GRADIENT_TIMES_INPUT {
        @Override
        public float combine(float[] signal, float[] distance) {
            float sum = 0;
            for (int channel = 0; channel < Image.CHANNELS; channel++) {
                sum += Math.max(0, signal[channel] * distance[channel]);
            }
            return sum;
        }
    }
}
