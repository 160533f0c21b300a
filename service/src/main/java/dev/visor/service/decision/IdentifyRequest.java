package dev.visor.service.decision;

import java.util.Objects;

/**
 * The body of a question who is in a photograph, as JSON.
 *
 * @param photograph the bytes of its file in Base64
 */
public record IdentifyRequest(String photograph) {
    /** Checks that nothing is null. */
    public IdentifyRequest {
        Objects.requireNonNull(photograph);
    }
}
