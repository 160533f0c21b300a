package dev.visor.service.http;

/** Receives a line about each request that was answered. Implementations are thread-safe. */
@FunctionalInterface
public interface RequestLog {

    /** Keeps nothing. */
    RequestLog NONE = line -> {};

    /**
     * A request that was answered. It has no picture, no embedding and no secret, and no name of a person unless the service
     * behind the guard puts one into its faults.
     *
     * @param time when the answer was given, in UTC, as ISO 8601
     * @param request its id, as in the audit log
     * @param key the name of the API key; empty for none
     * @param method of HTTP
     * @param action what was asked, such as {@code identify}
     * @param status the HTTP status
     * @param code of the problem; empty if there was none
     * @param bytes of the body, as the request states them; -1 if it does not
     * @param fault why the service failed, for whoever runs it; empty if it did not. Callers never see it
     * @param milliseconds from the whole request to the answer
     */
    record Line(
            String time,
            String request,
            String key,
            String method,
            String action,
            int status,
            String code,
            long bytes,
            String fault,
            double milliseconds) {}

    /** Takes a line. */
    void log(Line line);
}
