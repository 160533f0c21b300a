package dev.visor.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.service.client.GuardClient;
import dev.visor.service.decision.Answer;
import dev.visor.service.decision.Verification;
import dev.visor.service.key.ApiKeys;
import dev.visor.service.key.Right;
import dev.visor.store.audit.AuditLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class GuardServerTest {

    private static final String FORM = "multipart/form-data; boundary=B";

    @TempDir
    Path dir;

    private RunningGuard guard;

    private RunningGuard start(ServiceSettings settings) throws IOException {
        guard = new RunningGuard(dir, settings);
        return guard;
    }

    @AfterEach
    void stop() throws IOException {
        if (guard != null) {
            guard.close();
        }
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new JsonMapper().readTree(answer.body());
    }

    private static void problem(HttpResponse<String> answer, int status, String code) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).get("code").textValue()).isEqualTo(code);
    }

    @Test
    void theClientGetsDecisionsEvidenceAndPictures() throws Exception {
        start(ServiceSettings.LOCAL);
        GuardClient client = new GuardClient(guard.server.address(), null);
        Answer answer = client.identify(guard.png(7));
        assertThat(answer.verdict()).isEqualTo("person");
        assertThat(answer.person()).isEqualTo(guard.system.face(7).identity().name());
        assertThat(answer.certified()).isTrue();
        assertThat(answer.provenAgainst()).containsExactly("glasses");
        assertThat(answer.evidence()).hasSize(1);
        assertThat(answer.face()).isEqualTo(new Answer.FoundFace("crop", 1));
        assertThat(answer.run()).isEqualTo(guard.system.fingerprint());

        Verification right = client.verify(guard.png(7), String.valueOf(answer.person()));
        assertThat(right.match()).isTrue();
        String other = guard.system.face(50).identity().name();
        assertThat(client.verify(guard.png(7), other).match()).isFalse();
        assertThatThrownBy(() -> client.verify(guard.png(7), "Nobody"))
                .isInstanceOf(GuardClient.RefusedException.class)
                .hasMessage("Nobody of that name is enrolled: \"person\" must be enrolled");

        String face = client.explain(guard.png(7)).face();
        assertThat(ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(face)))
                        .getWidth())
                .isEqualTo(150);
    }

    @Test
    void formsAndJsonAreTheSame() throws Exception {
        start(ServiceSettings.LOCAL);
        byte[] png = guard.png(3);
        JsonNode form = json(guard.post("/v1/identify", FORM, RunningGuard.multipart("photograph", "a.png", png)));
        JsonNode text = json(guard.json(
                "/v1/identify", "{\"photograph\": \"" + Base64.getEncoder().encodeToString(png) + "\"}"));
        for (String member : List.of("verdict", "person", "confidence", "certified", "evidence", "face", "run")) {
            assertThat(form.get(member)).isEqualTo(text.get(member));
        }
    }

    @Test
    void everyDecisionIsInTheAuditLogAndNoPictureOnTheDisk() throws Exception {
        start(ServiceSettings.LOCAL);
        JsonNode answer =
                json(guard.post("/v1/identify", FORM, RunningGuard.multipart("photograph", "a.png", guard.png(3))));
        guard.get("/health/ready");
        assertThat(AuditLog.check(guard.audit).entries()).isEqualTo(2); // started, and the decision
        assertThat(Files.readString(guard.audit))
                .contains(
                        answer.get("request").textValue(),
                        "\"person\":\"" + answer.get("person").textValue() + "\"");
        assertThat(guard.lines).extracting(RequestLog.Line::action).containsExactly("identify", "health");
        assertThat(guard.lines.toString()).doesNotContain(answer.get("person").textValue());
        try (Stream<Path> files = Files.walk(dir)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(guard.audit);
        }
        guard.close();
        assertThat(AuditLog.check(guard.audit).entries()).isEqualTo(3);
    }

    @Test
    void badRequestsGetProblemsThatProgramsCanTest() throws Exception {
        start(ServiceSettings.LOCAL.with(new ServiceLimits(100_000, 40_000, 16, 8, 4, 30)));
        byte[] png = guard.png(0);
        problem(guard.post("/v1/identify", FORM, RunningGuard.multipart("picture", "a.png", png)), 400, "bad-request");
        problem(guard.post("/v1/identify", FORM, "--B".getBytes(StandardCharsets.UTF_8)), 400, "bad-request");
        problem(guard.post("/v1/identify", "multipart/form-data", png), 400, "bad-request");
        problem(
                guard.post(
                        "/v1/identify",
                        FORM,
                        RunningGuard.multipart("photograph", "a.png", png, "photograph", "b.png", png)),
                400,
                "bad-request");
        problem(guard.post("/v1/identify", "image/png", png), 415, "unsupported-type");
        problem(
                guard.post("/v1/identify", FORM, RunningGuard.multipart("photograph", "a", new byte[200_000])),
                413,
                "too-large");
        problem(guard.json("/v1/identify", "{\"photograph\": \"" + "A".repeat(200_000) + "\"}"), 413, "too-large");
        problem(guard.json("/v1/identify", "{\"photograph\": "), 400, "bad-request");
        problem(guard.json("/v1/identify", "[]"), 400, "bad-request");
        problem(guard.json("/v1/identify", "{}"), 400, "bad-request");
        problem(guard.json("/v1/identify", "{\"photograph\": 1}"), 400, "bad-request");
        problem(guard.json("/v1/identify", "{\"photograph\": \"AA==\", \"x\": 1}"), 400, "bad-request");
        problem(guard.json("/v1/identify", "{\"photograph\": \"*\"}"), 400, "bad-request");
        problem(guard.json("/v1/identify", "{\"photograph\": null}"), 400, "bad-request");
        problem(guard.json("/v1/verify", "{\"photograph\": \"AA==\", \"person\": null}"), 400, "bad-request");
        problem(guard.json("/v1/identify", "{\"photograph\": \"AAAA\"}"), 422, "bad-photograph");
        byte[] large = RunningGuard.encoded(Image.filled(300, 200, new Color(0, 0, 0)));
        HttpResponse<String> bomb =
                guard.post("/v1/identify", FORM, RunningGuard.multipart("photograph", "a.png", large));
        problem(bomb, 422, "bad-photograph");
        assertThat(bomb.body()).contains("is 300x200 pixels, must have at most 0.04 megapixels");
        byte[] wall = RunningGuard.encoded(Image.filled(200, 200, new Color(0.5f, 0.4f, 0.3f)));
        problem(guard.post("/v1/identify", FORM, RunningGuard.multipart("photograph", "a.png", wall)), 422, "no-face");
        problem(guard.post("/v1/verify", FORM, RunningGuard.multipart("photograph", "a.png", png)), 400, "bad-request");
        problem(guard.get("/v1/identify"), 405, "method-not-allowed");
        problem(guard.get("/v2/identify"), 404, "not-found");
        problem(guard.get("/health/live", "X-Long", "x".repeat(20_000)), 431, "headers-too-large");
        problem(guard.get("/" + "x".repeat(20_000)), 414, "address-too-long");
        assertThat(guard.post("/v1/identify", FORM, RunningGuard.multipart("photograph", "a.png", png))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void crowdsAreTurnedAway() throws Exception {
        start(ServiceSettings.LOCAL.with(new ServiceLimits(1_000_000, 400_000, 3, 3, 2, 30)));
        byte[] four = RunningGuard.encoded(side(guard.system.face(0).image(), 4));
        byte[] two = RunningGuard.encoded(side(guard.system.face(0).image(), 2));
        problem(
                guard.post("/v1/identify", FORM, RunningGuard.multipart("photograph", "a.png", four)),
                422,
                "too-many-faces");
        JsonNode answer = json(guard.post("/v1/identify", FORM, RunningGuard.multipart("photograph", "a.png", two)));
        assertThat(answer.get("face").get("faces").intValue()).isEqualTo(2);
    }

    /** Returns copies of a picture side by side. */
    static Image side(Image face, int copies) {
        float[] values = new float[3 * face.height() * face.width() * copies];
        int width = face.width() * copies;
        for (int i = 0; i < values.length; i++) {
            values[i] = face.value(i / (width * face.height()), i / width % face.height(), i % width % face.width());
        }
        return Image.quantized(width, face.height(), values);
    }

    @Test
    void keysHaveRights() throws Exception {
        ApiKeys.Made door = ApiKeys.NONE.with("door", EnumSet.of(Right.IDENTIFY));
        ApiKeys.Made desk = door.keys().with("desk", EnumSet.of(Right.ADMIN));
        start(ServiceSettings.LOCAL.with(desk.keys()));
        byte[] form = RunningGuard.multipart("photograph", "a.png", guard.png(3));
        problem(guard.post("/v1/identify", FORM, form), 401, "unauthorized");
        problem(guard.post("/v1/identify", FORM, form, "Authorization", "Bearer no"), 401, "unauthorized");
        problem(guard.post("/v1/identify", FORM, form, "X-API-Key", desk.secret()), 403, "forbidden");
        assertThat(guard.post("/v1/identify", FORM, form, "X-API-Key", door.secret())
                        .statusCode())
                .isEqualTo(200);
        assertThat(guard.post("/v1/identify", FORM, form, "Authorization", "Bearer " + door.secret())
                        .statusCode())
                .isEqualTo(200);
        problem(guard.get("/metrics", "X-API-Key", door.secret()), 403, "forbidden");
        assertThat(guard.get("/metrics", "X-API-Key", desk.secret()).body())
                .contains("visor_decisions_total{certified=\"true\",verdict=\"person\"} 2.0", "visor_queue_faces 0.0");
        assertThat(json(guard.get("/v1/people", "X-API-Key", desk.secret())).get("people"))
                .hasSize(5);
        assertThat(guard.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(guard.lines).extracting(RequestLog.Line::key).contains("door", "desk", "");
        assertThat(Files.readString(guard.audit) + guard.lines).doesNotContain(door.secret(), desk.secret());
    }

    @Test
    void whoComesWhenTooManyWaitIsTurnedAway() throws Exception {
        start(ServiceSettings.LOCAL.with(new ServiceLimits(100_000, 40_000, 16, 3, 2, 30)));
        guard.system.gate.drainPermits();
        byte[] form = RunningGuard.multipart("photograph", "a.png", guard.png(3));
        List<CompletableFuture<HttpResponse<String>>> answers = together(1, form);
        while (guard.system.gate.getQueueLength() == 0) {
            Thread.sleep(5);
        }
        // The first is being decided, alone. Once two more wait for it, all places are taken.
        answers.addAll(together(2, form));
        while (!guard.get("/metrics").body().contains("visor_queue_faces 2.0")) {
            Thread.sleep(5);
        }
        HttpResponse<String> refused = guard.post("/v1/identify", FORM, form);
        problem(refused, 429, "busy");
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        guard.system.gate.release(100);
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    private List<CompletableFuture<HttpResponse<String>>> together(int count, byte[] form) {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        IntStream.range(0, count)
                .forEach(i -> answers.add(CompletableFuture.supplyAsync(() -> {
                    try {
                        return guard.post("/v1/identify", FORM, form);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })));
        return answers;
    }

    @Test
    void whoSendsSlowlyHoldsUpNobody() throws Exception {
        start(ServiceSettings.LOCAL);
        byte[] form = RunningGuard.multipart("photograph", "a.png", guard.png(3));
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) { // more than there are threads
                Socket socket = new Socket("127.0.0.1", guard.server.address().getPort());
                socket.getOutputStream()
                        .write(("POST /v1/identify HTTP/1.1\r\nHost: a\r\nContent-Type: " + FORM
                                        + "\r\nContent-Length: " + form.length + "\r\n\r\n--B")
                                .getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            assertThat(guard.post("/v1/identify", FORM, form).statusCode()).isEqualTo(200);
            assertThat(guard.lines).hasSize(1);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void stoppingAnswersWhatWasAccepted() throws Exception {
        start(ServiceSettings.LOCAL);
        guard.system.gate.drainPermits();
        byte[] form = RunningGuard.multipart("photograph", "a.png", guard.png(3));
        List<CompletableFuture<HttpResponse<String>>> answers = together(1, form);
        while (guard.system.gate.getQueueLength() == 0) {
            Thread.sleep(5);
        }
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(guard.server::close);
        HttpResponse<String> late = guard.get("/health/ready");
        while (late.statusCode() == 200) {
            late = guard.get("/health/ready");
        }
        problem(late, 503, "unavailable");
        assertThat(guard.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(answers.get(0).isDone()).isFalse();
        guard.system.gate.release(10);
        assertThat(answers.get(0).get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        stopped.get(30, TimeUnit.SECONDS);
        assertThat(AuditLog.check(guard.audit).entries()).isEqualTo(3);
    }

    @Test
    void nobodyListensToTheNetworkByMistake() {
        ApiKeys keys = ApiKeys.NONE.with("a", EnumSet.of(Right.ADMIN)).keys();
        assertThatThrownBy(() ->
                        new ServiceSettings("0.0.0.0", 0, ApiKeys.NONE, Optional.empty(), true, ServiceLimits.DEFAULT))
                .hasMessageStartingWith("illegal host without API keys: 0.0.0.0, must be a loopback address");
        assertThatThrownBy(
                        () -> new ServiceSettings("0.0.0.0", 0, keys, Optional.empty(), false, ServiceLimits.DEFAULT))
                .hasMessageStartingWith("illegal host without TLS: 0.0.0.0");
        assertThatThrownBy(() ->
                        new ServiceSettings("127.0.0.1", 70_000, keys, Optional.empty(), false, ServiceLimits.DEFAULT))
                .hasMessage("illegal port: 70000, must be in [0, 65535]");
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        start(ServiceSettings.LOCAL);
        int port = guard.server.address().getPort();
        ServiceSettings same =
                new ServiceSettings("127.0.0.1", port, ApiKeys.NONE, Optional.empty(), false, ServiceLimits.DEFAULT);
        Path other = Files.createDirectory(dir.resolve("other"));
        assertThatThrownBy(() -> new RunningGuard(other, same))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot listen at 127.0.0.1, port " + port + ": is another service running there?");
    }
}
