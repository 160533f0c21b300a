package dev.visor.service.http;

import java.util.Locale;

/** What can go wrong with a request: a code that programs can test, an HTTP status and a title. */
public enum ProblemCode {
    /** The request is malformed. */
    BAD_REQUEST(400, "The request is malformed"),
    /** There is no API key, or nobody knows it. */
    UNAUTHORIZED(401, "An API key is needed"),
    /** The API key does not allow this. */
    FORBIDDEN(403, "The API key does not allow this"),
    /** There is no such address. */
    NOT_FOUND(404, "There is nothing at this address"),
    /** Nobody of that name is enrolled. */
    UNKNOWN_PERSON(404, "Nobody of that name is enrolled"),
    /** The address does not know the method. */
    METHOD_NOT_ALLOWED(405, "The address does not take this method"),
    /** This guard enrolls and deletes nobody. */
    NOT_SUPPORTED(409, "This guard enrolls and deletes nobody"),
    /** The name is taken. */
    ALREADY_ENROLLED(409, "Somebody of that name is enrolled"),
    /** Too few people would be left. */
    TOO_FEW_PEOPLE(409, "Too few people would be left"),
    /** The request took too long to arrive. */
    TOO_SLOW(408, "The request took too long to arrive"),
    /** The body or the picture is too large. */
    TOO_LARGE(413, "The body or the picture is too large"),
    /** The address is too long. */
    ADDRESS_TOO_LONG(414, "The address is too long"),
    /** The body has a type that is not understood. */
    UNSUPPORTED_TYPE(415, "The body has a type that is not understood"),
    /** The photograph is no picture, or is damaged. */
    BAD_PHOTOGRAPH(422, "The photograph can't be read"),
    /** The photograph shows no face that can be used. */
    NO_FACE(422, "The photograph shows no face that can be used"),
    /** The photograph shows more faces than it may. */
    TOO_MANY_FACES(422, "The photograph shows too many faces"),
    /** Too many requests are waiting. */
    BUSY(429, "Too many requests are waiting"),
    /** The headers are too large. */
    HEADERS_TOO_LARGE(431, "The headers are too large"),
    /** A fault of the service. */
    INTERNAL(500, "The service has a fault"),
    /** Nothing was loaded anew. */
    RELOAD_FAILED(500, "Nothing was loaded anew"),
    /** The service does not decide right now. */
    UNAVAILABLE(503, "The service does not decide right now");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns what it is called, for people. */
    public String title() {
        return title;
    }

    /** Returns the code as answers have it, such as {@code no-face}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the code for a status that the server gave by itself. */
    static ProblemCode of(int status) {
        for (ProblemCode code : values()) {
            if (code.status == status && code != UNKNOWN_PERSON) {
                return code;
            }
        }
        return status >= 500 ? INTERNAL : BAD_REQUEST;
    }
}
