package dev.visor.store.service;

import dev.visor.store.http.CappedBody;
import dev.visor.store.http.RetryAfter;
import dev.visor.store.service.config.RequestFormat;
import dev.visor.store.service.config.SchemaException;
import dev.visor.store.service.config.Secrets;
import dev.visor.store.service.config.ServiceConfig;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;

/**
 * Sends requests to a service, and sends them again after a failure that may pass: no connection, no answer in time, half an
 * answer, the status 408, 425, 429 or 5xx. What can only be a wrong setting fails at once: so does anything but 429 and 5xx
 * until the service has answered for the first time. Redirects are not followed, and certificates are checked. Thread-safe.
 */
final class ServiceClient {

    private static final int LARGEST_ANSWER = 16 << 20;
    private static final int OK = 200;
    private static final int REDIRECT = 300;
    private static final int FAULT = 400;
    private static final int SERVER_FAULT = 500;
    private static final int TOO_MANY = 429;
    private static final List<Integer> PASSING = List.of(408, 425, TOO_MANY);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int SHOWN = 160;

    private final ServiceConfig config;
    private final Secrets secrets;
    private final Pace pace;
    private final Duration firstPause;
    private final HttpClient client;
    private volatile boolean proven;

    ServiceClient(ServiceConfig config, Secrets secrets, Duration firstPause) {
        this.config = config;
        this.secrets = secrets;
        this.firstPause = firstPause;
        this.pace = new Pace(config.limits().perSecond());
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.limits().connect())
                .build();
    }

    /** Reads the body of an answer with the status 200, or with another status that {@link #takes}. */
    interface Reading<T> {

        T read(int status, byte[] body) throws SchemaException;

        default boolean takes(int status, byte[] body) {
            return status == OK;
        }
    }

    /** Is asked before each request. */
    interface Permission {

        void take() throws IOException;
    }

    /** Asks for something at a path. */
    <T> T get(String path, Reading<T> reading) throws IOException {
        return send(path, "", "GET", Optional.empty(), () -> {}, reading);
    }

    /**
     * Sends a picture.
     *
     * @param name the person whom the request enrolls; empty if it enrolls nobody
     * @param permission may refuse the request
     */
    <T> T send(RequestFormat request, String name, byte[] file, Permission permission, Reading<T> reading)
            throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Map.Entry<String, String> field : request.fields().entrySet()) {
            fields.put(
                    field.getKey(),
                    secrets.fill(field.getValue(), "a field", UnaryOperator.identity())
                            .replace(Secrets.PERSON, name));
        }
        RequestBody body = RequestBody.of(request, fields, config.picture().format(), file);
        return send(request.path(), name, request.method(), Optional.of(body), permission, reading);
    }

    private <T> T send(
            String path,
            String name,
            String method,
            Optional<RequestBody> body,
            Permission permission,
            Reading<T> reading)
            throws IOException {
        String shown = config.address(path).replaceAll("\\?.*", "");
        for (int attempt = 1; ; attempt++) {
            HttpRequest request = request(path, name, method, body);
            try {
                permission.take();
                pace.await();
                T answer = once(request, shown, reading);
                proven = true;
                return answer;
            } catch (PassingException e) {
                if (attempt > config.limits().retries()) {
                    throw new IOException(
                            shown + ": was asked " + attempt + " times; at last it " + e.getMessage()
                                    + (proven ? "; what it has answered is kept, and the same command goes on" : ""),
                            e);
                }
                rest(e, attempt);
            } catch (InterruptedException e) {
                throw interrupted();
            }
        }
    }

    private void rest(PassingException failure, int attempt) throws InterruptedIOException {
        Duration pause = failure.pause().orElse(firstPause.multipliedBy(1L << Math.min(attempt - 1, 7)));
        if (pause.compareTo(LONGEST_PAUSE) > 0) {
            pause = LONGEST_PAUSE;
        }
        if (failure.pause().isPresent()) {
            pace.pause(pause); // it holds for the requests of other threads, too
            return;
        }
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private HttpRequest request(String path, String name, String method, Optional<RequestBody> body)
            throws IOException {
        UnaryOperator<String> encoded =
                value -> URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        String filled = secrets.fill(path, "a path", encoded).replace(Secrets.PERSON, encoded.apply(name));
        HttpRequest.Builder request;
        try {
            request = HttpRequest.newBuilder(URI.create(config.address(filled)))
                    .header("User-Agent", "visor")
                    .header("Accept", "application/json");
        } catch (IllegalArgumentException e) {
            throw new IOException("the path " + path + " of the service is none that an address can have", e);
        }
        for (Map.Entry<String, String> header : config.headers().entrySet()) {
            request.setHeader(
                    header.getKey(),
                    secrets.fill(header.getValue(), "the header " + header.getKey(), UnaryOperator.identity()));
        }
        body.ifPresent(sent -> request.header("Content-Type", sent.mediaType()));
        return request.method(
                        method,
                        body.map(sent -> BodyPublishers.ofByteArray(sent.bytes()))
                                .orElse(BodyPublishers.noBody()))
                .build();
    }

    private <T> T once(HttpRequest request, String shown, Reading<T> reading) throws IOException, InterruptedException {
        HttpResponse<Optional<byte[]>> answer = answer(request, shown);
        int status = answer.statusCode();
        byte[] body = answer.body()
                .orElseThrow(() ->
                        new IOException(shown + ": answers with more than " + (LARGEST_ANSWER >> 20) + " megabytes"));
        if (!reading.takes(status, body)) {
            throw refused(answer, body, shown);
        }
        try {
            return reading.read(status, body);
        } catch (SchemaException e) {
            String problem = "answers in another form: the answer " + e.getMessage();
            throw proven
                    ? new PassingException(problem)
                    : new IOException(shown + ": " + problem + "; it says " + quoted(body), e);
        }
    }

    private HttpResponse<Optional<byte[]>> answer(HttpRequest request, String shown)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<Optional<byte[]>>> answer =
                client.sendAsync(request, head -> CappedBody.of(head, LARGEST_ANSWER));
        try {
            // The client's own time-out ends with the head of the answer; a body may trickle forever.
            return answer.get(config.limits().answer().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new PassingException(
                    "gave no answer within " + config.limits().answerTimeout() + " seconds");
        } catch (ExecutionException e) {
            throw failure(e, shown);
        } finally {
            answer.cancel(true);
        }
    }

    /** Returns what an answer means that can't be read. */
    private IOException refused(HttpResponse<?> answer, byte[] body, String shown) {
        int status = answer.statusCode();
        String says = "answers with the status " + status + ", says " + quoted(body);
        if (status >= SERVER_FAULT || PASSING.contains(status)) {
            return new PassingException(says, RetryAfter.of(answer));
        }
        if (status >= REDIRECT && status < FAULT) {
            String to = answer.headers()
                    .firstValue("Location")
                    .map(place -> " to " + clean(place.replaceAll("[?#].*", "")))
                    .orElse("");
            return new IOException(shown + ": answers with a redirect (" + status + ")" + to
                    + ", which is not followed; set url to where the service is");
        }
        String hint = status == 401 || status == 403 ? "; check the key in the headers" : "";
        return new IOException(shown + ": " + says + ", must have the status " + OK + hint);
    }

    private IOException failure(ExecutionException failure, String shown) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof SSLException) {
                return new IOException(
                        shown + ": has no certificate that can be trusted: " + clean(String.valueOf(e.getMessage())),
                        failure);
            }
            if (e instanceof UnresolvedAddressException) {
                return first(shown, "has a host that does not exist");
            }
        }
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof HttpTimeoutException) {
                return first(
                        shown, "gave no connection within " + config.limits().connectTimeout() + " seconds");
            }
            if (e instanceof ConnectException) {
                return first(shown, "refuses the connection");
            }
        }
        return new PassingException("broke the connection off");
    }

    /** Returns a failure that only passes if the service was there before. */
    private IOException first(String shown, String problem) {
        return proven ? new PassingException(problem) : new IOException(shown + ": " + problem);
    }

    /** Returns the beginning of an answer without secrets. */
    private String quoted(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 4 * SHOWN), StandardCharsets.UTF_8);
        return text.isBlank() ? "nothing" : "\"" + clean(text) + "\"";
    }

    private String clean(String text) {
        String hidden = secrets.hide(text, config.templates())
                .strip()
                .replaceAll("\\s+", " ")
                .replaceAll("\\p{Cntrl}", "?");
        return hidden.length() <= SHOWN ? hidden : hidden.substring(0, SHOWN) + "...";
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("the service was no longer to be asked");
    }
}
