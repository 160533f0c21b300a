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
 * @param person whom it was decided for, or who was enrolled, exported or deleted; null if for nobody
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
        if (decision == null) {
            return about(action, request, key, outcome, run, null);
        }
        Identity person =
                decision.verdict() == Verdict.PERSON ? decision.scores().best() : null;
        return new AuditEvent(
                now(), action, request, key, outcome, run, decision.verdict(), person, decision.certified());
    }

    /**
     * Returns what happened now without a decision.
     *
     * @param person whom it is about; null if about nobody
     */
    public static AuditEvent about(
            String action, String request, String key, String outcome, String run, @Nullable Identity person) {
        return new AuditEvent(now(), action, request, key, outcome, run, null, person, false);
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
