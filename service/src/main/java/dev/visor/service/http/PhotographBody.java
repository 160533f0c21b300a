package dev.visor.service.http;

import dev.visor.service.decision.IdentifyRequest;
import dev.visor.service.decision.VerifyRequest;
import dev.visor.service.people.EnrollRequest;
import dev.visor.store.file.Json;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a request is about: a photograph, and who it should be; or several photographs of a person. It comes as {@code
 * multipart/form-data} with files {@code photograph} and a field {@code person}, or as {@code application/json} with the members {@code
 * photograph}, in Base64, and {@code person}; of several photographs, with the list {@code photographs}.
 */
final class PhotographBody {

    private static final String PHOTOGRAPH = "photograph";
    private static final String PERSON = "person";

    /** The most photographs in one body. */
    private static final int MOST = 10;

    /** How many times more than the limit is read of a body that is too large. */
    private static final int DISCARDED = 4;
    /** For how long, in milliseconds. */
    private static final int DISCARDING = 500;

    private final List<byte[]> photographs;
    private final Optional<String> person;

    private PhotographBody(List<byte[]> photographs, Optional<String> person) {
        this.photographs = List.copyOf(photographs);
        this.person = person;
    }

    /** Returns the bytes of the only photograph's file. */
    byte[] photograph() {
        return photographs.get(0);
    }

    /** Returns the bytes of each photograph's file. */
    List<byte[]> photographs() {
        return photographs;
    }

    /** Returns who is meant. */
    Optional<String> person() {
        return person;
    }

    /**
     * Reads a body with one photograph, and perhaps a person.
     *
     * @param limits how large it can be
     * @throws ProblemException if it is anything else
     */
    static PhotographBody of(Context request, ServiceLimits limits) {
        return read(request, limits, false);
    }

    /**
     * Reads a body with a person and some photographs.
     *
     * @param limits how large it can be
     * @throws ProblemException if it is anything else
     */
    static PhotographBody several(Context request, ServiceLimits limits) {
        return read(request, limits, true);
    }

    private static PhotographBody read(Context request, ServiceLimits limits, boolean several) {
        if (request.req().getContentLengthLong() > limits.bytes()) {
            discard(request, limits);
            throw tooLarge(limits);
        }
        String type = String.valueOf(request.contentType()).toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/form-data")) {
            return multipart(request, limits, several);
        }
        if (type.matches("application/json\\s*(;.*)?")) {
            return several ? severalOf(text(request, limits)) : oneOf(text(request, limits));
        }
        throw new ProblemException(
                ProblemCode.UNSUPPORTED_TYPE, "the body must be multipart/form-data or application/json");
    }

    /**
     * Reads on for a moment what is too large: most clients look for an answer only when they have sent everything. No thread waits
     * for those that send slowly.
     */
    private static void discard(Context request, ServiceLimits limits) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DISCARDING);
        try (InputStream in = request.req().getInputStream()) {
            long left = (long) DISCARDED * limits.bytes();
            while (left > 0 && System.nanoTime() < end) {
                int there = in.available();
                if (there > 0) {
                    left -= in.skip(there);
                } else {
                    Thread.sleep(5);
                }
            }
        } catch (IOException e) {
            // That was all.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ProblemException tooLarge(ServiceLimits limits) {
        return new ProblemException(ProblemCode.TOO_LARGE, "the body must have at most " + limits.bytes() + " bytes");
    }

    private static PhotographBody multipart(Context request, ServiceLimits limits, boolean several) {
        List<UploadedFile> files;
        List<String> people;
        try {
            files = request.uploadedFiles(PHOTOGRAPH);
            people = request.formParams(PERSON);
        } catch (Exception e) {
            // Each way in which parts can be malformed has an exception of its own. Some are checked; Kotlin does not
            // declare them.
            if (e instanceof ContentTooLargeResponse
                    || String.valueOf(e.getMessage()).contains("exceed")) {
                throw tooLarge(limits);
            }
            throw new ProblemException(ProblemCode.BAD_REQUEST, "the body is no complete multipart/form-data");
        }
        check(files.size(), people.size(), several);
        List<byte[]> photographs = new ArrayList<>();
        for (UploadedFile file : files) {
            try (InputStream in = file.content()) {
                photographs.add(in.readAllBytes());
            } catch (IOException e) {
                throw new ProblemException(ProblemCode.BAD_REQUEST, "the body is no complete multipart/form-data");
            }
        }
        return new PhotographBody(photographs, people.stream().findFirst());
    }

    private static void check(int photographs, int people, boolean several) {
        boolean right =
                several ? photographs >= 1 && photographs <= MOST && people == 1 : photographs == 1 && people <= 1;
        if (!right) {
            throw new ProblemException(
                    ProblemCode.BAD_REQUEST,
                    "the body has " + photographs + " files \"photograph\" and " + people
                            + " fields \"person\", must have "
                            + (several ? "1 to " + MOST + " and one" : "one and at most one"));
        }
    }

    private static String text(Context request, ServiceLimits limits) {
        try (InputStream in = request.bodyInputStream()) {
            byte[] bytes = in.readNBytes(limits.bytes() + 1);
            if (bytes.length > limits.bytes()) {
                throw tooLarge(limits);
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ProblemException(ProblemCode.BAD_REQUEST, "the body did not arrive whole");
        }
    }

    private static PhotographBody oneOf(String text) {
        VerifyRequest body = parsed(text);
        return new PhotographBody(
                List.of(decoded(body.photograph(), "photograph")),
                body.person().isEmpty() ? Optional.empty() : Optional.of(body.person()));
    }

    private static PhotographBody severalOf(String text) {
        EnrollRequest body;
        try {
            body = Json.parse(text, EnrollRequest.class, "the body");
        } catch (IOException e) {
            throw new ProblemException(
                    ProblemCode.BAD_REQUEST,
                    "the body must be a JSON object with the string \"person\" and the list \"photographs\" of files in"
                            + " Base64");
        }
        int number = body.photographs().size();
        if (number < 1 || number > MOST) {
            throw new ProblemException(
                    ProblemCode.BAD_REQUEST, "\"photographs\" has " + number + " files, must have 1 to " + MOST);
        }
        return new PhotographBody(
                body.photographs().stream()
                        .map(one -> decoded(one, "photographs"))
                        .toList(),
                Optional.of(body.person()));
    }

    private static byte[] decoded(String photograph, String member) {
        try {
            return Base64.getDecoder().decode(photograph);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    ProblemCode.BAD_REQUEST, "\"" + member + "\" must be in Base64 (RFC 4648, section 4)");
        }
    }

    /** Returns a body, with an empty person if it names none. */
    private static VerifyRequest parsed(String text) {
        try {
            return new VerifyRequest(
                    Json.parse(text, IdentifyRequest.class, "the body").photograph(), "");
        } catch (IOException e) {
            // It may name a person as well.
        }
        try {
            return Json.parse(text, VerifyRequest.class, "the body");
        } catch (IOException e) {
            throw new ProblemException(
                    ProblemCode.BAD_REQUEST,
                    "the body must be a JSON object with the string \"photograph\", a file in Base64, and at most the string"
                            + " \"person\" beside it");
        }
    }
}
