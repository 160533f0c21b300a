package dev.visor.service.people;

import dev.visor.service.decision.Answer.FoundFace;
import java.util.List;

/**
 * Who was enrolled.
 *
 * @param request the id of the request, as in the audit log
 * @param person the name, in Unicode's composed form
 * @param photographs how the face was found in each
 * @param people how many people are enrolled now
 * @param run the fingerprint of the run that the person was enrolled in
 */
public record EnrollAnswer(String request, String person, List<FoundFace> photographs, int people, String run) {

    /** Copies the list. */
    public EnrollAnswer {
        photographs = List.copyOf(photographs);
    }
}
