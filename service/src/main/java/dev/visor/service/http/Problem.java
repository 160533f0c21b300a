package dev.visor.service.http;

/**
 * Why a request failed, as a problem document (RFC 9457, {@code application/problem+json}). It never says anything about the
 * inside of the service.
 *
 * @param type a URI that names the kind of problem
 * @param title the kind in words
 * @param status the HTTP status
 * @param code the kind as a word that programs can test
 * @param detail what is wrong with this request
 * @param request the id of the request, as in the logs
 */
public record Problem(String type, String title, int status, String code, String detail, String request) {

    /** The media type of problems. */
    public static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(ProblemCode code, String detail, String request) {
        return new Problem(
                "urn:visor:problem:" + code.word(), code.title(), code.status(), code.word(), detail, request);
    }
}
