package dev.visor.store.dataset.pubfig;

import java.net.URI;
import java.util.Locale;

/**
 * A picture to ask for.
 *
 * @param entry which
 * @param address whom to ask
 * @param tries how often this address was asked before
 * @param hops how many answers sent elsewhere
 * @param notBefore when to ask, on the clock of {@link System#nanoTime}
 */
record PendingRequest(PubFigEntry entry, URI address, int tries, int hops, long notBefore) {

    String host() {
        return String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    }

    PendingRequest again(long time) {
        return new PendingRequest(entry, address, tries + 1, hops, time);
    }

    PendingRequest movedTo(URI target) {
        return new PendingRequest(entry, target, 0, hops + 1, notBefore);
    }
}
