package dev.visor.benchmark;

/**
 * What something costs per picture.
 *
 * @param seconds of wall time per picture
 * @param forwardPasses the median, in passes of a picture forward through the network
 */
public record Cost(Spread seconds, double forwardPasses) {

    /** {@return a cost and what it is in passes that take so long each} */
    static Cost of(Spread seconds, Spread forward) {
        return new Cost(seconds, seconds.median() / forward.median());
    }
}
