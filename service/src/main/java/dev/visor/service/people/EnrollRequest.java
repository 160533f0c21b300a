package dev.visor.service.people;

import java.util.List;
import java.util.Objects;

/**
 * The body of a request to enroll somebody, as JSON.
 *
 * @param person the name
 * @param photographs the bytes of each file in Base64, at least one
 */
public record EnrollRequest(String person, List<String> photographs) {

    /** Copies the list and checks that nothing is null. */
    public EnrollRequest {
        Objects.requireNonNull(person);
        photographs = List.copyOf(photographs);
    }
}
