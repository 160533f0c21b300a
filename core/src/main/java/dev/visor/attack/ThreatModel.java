package dev.visor.attack;

/**
 * What an attacker knows and may do.
 *
 * @param knowledge what is known of the recognizer
 * @param region where the picture may be changed, in words
 * @param budget how much it may be changed, in words
 */
public record ThreatModel(Knowledge knowledge, String region, String budget) {

    /** What is known of the recognizer. */
    public enum Knowledge {
        /** Its network and weights. */
        WHITE_BOX,
        /** Its answers alone. */
        QUERY_ONLY
    }
}
