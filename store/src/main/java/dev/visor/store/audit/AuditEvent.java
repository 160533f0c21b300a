package dev.visor.store.audit;

import dev.visor.face.Identity;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Something that a service did. It has no picture, no embedding and no secret.
 *
 * @param time when, in UTC, as ISO 8601
 * @param action what was asked for, such as {@code identify}
 * @param request the id of the request, which the answer has too; empty if there was none
 * @param key the name of the API key that asked; empty if none was needed
 * @param outcome an HTTP status such as {@code 200}, or {@code started} and the like
 * @param run the fingerprint of the run that decided
 * @param verdict what was decided; null if nothing was
 * @param person whom it was decided for; null if for nobody
 * @param certified whether the decision is certified
 */
public record AuditEvent(
        String time,
        String action,
        String request,
        String key,
        String outcome,
        String run,
        @Nullable Verdict verdict,
        @Nullable Identity person,
        boolean certified) {

    /**
     * Returns what happened now.
     *
     * @param decision that was made; null if none was
     */
    public static AuditEvent now(
            String action, String request, String key, String outcome, String run, @Nullable Decision decision) {
        String time = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        if (decision == null) {
            return new AuditEvent(time, action, request, key, outcome, run, null, null, false);
        }
        Identity person =
                decision.verdict() == Verdict.PERSON ? decision.scores().best() : null;
        return new AuditEvent(
                time, action, request, key, outcome, run, decision.verdict(), person, decision.certified());
    }
}
