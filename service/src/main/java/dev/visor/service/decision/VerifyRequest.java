package dev.visor.service.decision;

import java.util.Objects;

/**
 * The body of a question whether a photograph shows somebody, as JSON.
 *
 * @param photograph the bytes of its file in Base64
 * @param person who it should be
 */
public record VerifyRequest(String photograph, String person) {
    /** Checks that nothing is null. */
    public VerifyRequest {
        Objects.requireNonNull(photograph);
        Objects.requireNonNull(person);
    }
}
