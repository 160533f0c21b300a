package dev.visor.service.studio.message;

import java.util.List;

/**
 * What to look at a picture with.
 *
 * @param picture its id
 * @param chains the names of chains of the experiment
 */
public record ChainsRequest(String picture, List<String> chains) {

    /** Copies the list. */
    public ChainsRequest {
        chains = List.copyOf(chains);
    }
}
