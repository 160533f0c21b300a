package dev.visor.store.dataset.pubfig;

/**
 * What became of a picture.
 *
 * @param outcome in short
 * @param reason why, a few words in one line; empty for a found one
 */
record Settled(PubFigOutcome outcome, String reason) {

    Settled {
        reason = reason.replaceAll("\\p{Cntrl}", "?");
    }

    static Settled dead(String reason) {
        return new Settled(PubFigOutcome.DEAD, reason);
    }
}
