package dev.visor.service.client;

import dev.visor.service.decision.Answer;
import dev.visor.service.decision.Explanation;
import dev.visor.service.decision.IdentifyRequest;
import dev.visor.service.decision.Verification;
import dev.visor.service.decision.VerifyRequest;
import dev.visor.service.http.Problem;
import dev.visor.service.people.DeleteAnswer;
import dev.visor.service.people.EnrollAnswer;
import dev.visor.service.people.EnrollRequest;
import dev.visor.service.people.PersonData;
import dev.visor.store.file.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a guard.
 *
 * <pre>{@code
 * GuardClient guard = new GuardClient(URI.create("http://127.0.0.1:8080"), System.getenv("VISOR_KEY"));
 * Answer answer = guard.identify(Files.readAllBytes(Path.of("photo.jpg")));
 * boolean open = answer.verdict().equals("person") && answer.certified();
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class GuardClient {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final URI address;
    private final @Nullable String key;

    /**
     * Makes a client.
     *
     * @param address of the service, such as {@code http://127.0.0.1:8080}
     * @param key the secret of an API key; null for none
     */
    public GuardClient(URI address, @Nullable String key) {
        this.address = address;
        this.key = key;
    }

    /** A guard did not answer the question, and says why. */
    public static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient Problem problem;
        private final int retryAfter;

        RefusedException(Problem problem, int retryAfter) {
            super(problem.title() + ": " + problem.detail());
            this.problem = problem;
            this.retryAfter = retryAfter;
        }

        /** Returns why. */
        public Problem problem() {
            return problem;
        }

        /** Returns in how many seconds to try again; 0 if that would not help. */
        public int retryAfter() {
            return retryAfter;
        }
    }

    /**
     * Asks who is in a photograph.
     *
     * @param photograph the bytes of its file
     * @throws RefusedException if the guard answers with a problem
     * @throws IOException if it does not answer
     */
    public Answer identify(byte[] photograph) throws IOException, InterruptedException {
        return post("/v1/identify", new IdentifyRequest(encoded(photograph)), Answer.class);
    }

    /**
     * Asks whether a photograph shows somebody.
     *
     * @param photograph the bytes of its file
     * @param person the name of somebody who is enrolled
     * @throws RefusedException if the guard answers with a problem
     * @throws IOException if it does not answer
     */
    public Verification verify(byte[] photograph, String person) throws IOException, InterruptedException {
        return post("/v1/verify", new VerifyRequest(encoded(photograph), person), Verification.class);
    }

    /**
     * Asks who is in a photograph, and what the decision rests on.
     *
     * @param photograph the bytes of its file
     * @throws RefusedException if the guard answers with a problem
     * @throws IOException if it does not answer
     */
    public Explanation explain(byte[] photograph) throws IOException, InterruptedException {
        return post("/v1/explain", new IdentifyRequest(encoded(photograph)), Explanation.class);
    }

    /**
     * Enrolls somebody. Needs the right "enroll".
     *
     * @param person the name, which nobody who is enrolled has
     * @param photographs the bytes of each file, at least one, each of which shows the face and no other
     * @throws RefusedException if the guard answers with a problem; nobody is enrolled then
     * @throws IOException if it does not answer
     */
    public EnrollAnswer enroll(String person, List<byte[]> photographs) throws IOException, InterruptedException {
        List<String> files = photographs.stream().map(GuardClient::encoded).toList();
        return post("/v1/enroll", new EnrollRequest(person, files), EnrollAnswer.class);
    }

    /**
     * Deletes somebody. Needs the right "enroll".
     *
     * @throws RefusedException if the guard answers with a problem; nobody is deleted then
     * @throws IOException if it does not answer
     */
    public DeleteAnswer delete(String person) throws IOException, InterruptedException {
        return send(request(people(person)).DELETE(), DeleteAnswer.class);
    }

    /**
     * Returns everything that the guard keeps of somebody. Needs the right "admin".
     *
     * @throws RefusedException if the guard answers with a problem
     * @throws IOException if it does not answer
     */
    public PersonData export(String person) throws IOException, InterruptedException {
        return send(request(people(person)).GET(), PersonData.class);
    }

    private static String people(String person) {
        return "/v1/people/" + URLEncoder.encode(person, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String encoded(byte[] photograph) {
        return Base64.getEncoder().encodeToString(photograph);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(ANSWER);
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return request;
    }

    private <T> T post(String path, Object body, Class<T> type) throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(Json.toLine(body))),
                type);
    }

    private <T> T send(HttpRequest.Builder request, Class<T> type) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        String name = address + ", status " + answer.statusCode();
        if (answer.statusCode() == 200 || answer.statusCode() == 201) {
            return Json.parse(answer.body(), type, name);
        }
        int retryAfter = answer.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,6}"))
                .map(Integer::valueOf)
                .orElse(0);
        throw new RefusedException(Json.parse(answer.body(), Problem.class, name), retryAfter);
    }
}
