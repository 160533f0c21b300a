package dev.visor.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.service.OpenRun;
import dev.visor.service.client.GuardClient;
import dev.visor.service.decision.Answer;
import dev.visor.service.key.ApiKeys;
import dev.visor.service.key.Right;
import dev.visor.service.people.DeleteAnswer;
import dev.visor.service.people.EnrollAnswer;
import dev.visor.service.people.LoadedGuard;
import dev.visor.service.people.PersonData;
import dev.visor.store.audit.AuditEvent;
import dev.visor.store.audit.AuditLog;
import dev.visor.store.gallery.GalleryChange;
import dev.visor.store.gallery.GalleryDatabase;
import dev.visor.store.gallery.GalleryEntry;
import dev.visor.store.photograph.KeptPhotographs;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People who are enrolled and deleted while the guard runs, in front of a real network. */
class PeopleTest {

    private static final String FORM = "multipart/form-data; boundary=B";
    private static final String NAME = "Zo\u00eb O'Neil, Jr.";

    private static List<byte[]> stranger;

    @TempDir
    Path dir;

    private RunningGuard guard;

    @BeforeAll
    static void findTheStranger() throws IOException {
        stranger = OpenRun.stranger().stream()
                .map(Face::image)
                .map(PictureCodec::encodePng)
                .toList();
    }

    @AfterEach
    void stop() throws IOException {
        if (guard != null) {
            guard.close();
        }
    }

    private GuardClient client() {
        return new GuardClient(guard.server.address(), null);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new JsonMapper().readTree(answer.body());
    }

    private static void problem(HttpResponse<String> answer, int status, String code, String detail)
            throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).get("code").textValue()).isEqualTo(code);
        assertThat(json(answer).get("detail").textValue()).contains(detail);
    }

    private static long count(Path file, String text) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.contains(text))
                .count();
    }

    @Test
    void somebodyIsEnrolledRecognizedShownAndDeleted() throws Exception {
        guard = RunningGuard.open(dir);
        assertThat(client().identify(stranger.get(2)).verdict()).isNotEqualTo("person");
        EnrollAnswer enrolled = client().enroll(NAME, stranger.subList(0, 2));
        assertThat(enrolled.person()).isEqualTo(NAME);
        assertThat(enrolled.people()).isEqualTo(5);
        assertThat(enrolled.photographs()).hasSize(2).allMatch(face -> face.faces() == 1);

        Answer known = client().identify(stranger.get(2));
        assertThat(known.person()).isEqualTo(NAME);
        assertThat(known.evidence())
                .hasSize(1)
                .allMatch(mask -> mask.plausible().contains(NAME));
        assertThat(client().verify(stranger.get(3), NAME).match()).isTrue();
        guard.close();
        guard = RunningGuard.open(dir);
        assertThat(client().identify(stranger.get(2)).similarity()).isEqualTo(known.similarity());

        PersonData data = client().export(NAME);
        assertThat(data.source()).isEqualTo("service");
        assertThat(data.request()).isEqualTo(enrolled.request());
        assertThat(data.photographs()).isEqualTo(2);
        assertThat(data.templates())
                .hasSize(2)
                .allMatch(template -> template.kind().equals("mean")
                        && template.embeddings().size() == 1
                        && template.embeddings().get(0).size() == 128);
        assertThat(data.templates().get(1).system()).startsWith("under-glasses-");

        DeleteAnswer deleted = client().delete(NAME);
        assertThat(deleted.stillInRun()).isFalse();
        assertThat(deleted.people()).isEqualTo(4);
        assertThat(client().identify(stranger.get(2)).verdict()).isNotEqualTo("person");
        assertThatThrownBy(() -> client().export(NAME)).hasMessageStartingWith("Nobody of that name is enrolled");
        assertThat(Files.readString(dir.resolve("gallery.db"), StandardCharsets.ISO_8859_1))
                .doesNotContain("O'Neil", enrolled.request());
        for (String action : List.of("enroll", "export", "delete")) {
            assertThat(count(guard.audit, "\"action\":\"" + action + "\"")).isEqualTo(1);
        }
        assertThat(AuditLog.check(guard.audit).entries()).isGreaterThan(9);
    }

    @Test
    void peopleOfTheRunCanBeDeletedAndEnrolledAnew() throws Exception {
        guard = RunningGuard.open(dir);
        List<String> people = new ArrayList<>();
        json(guard.get("/v1/people")).get("people").forEach(name -> people.add(name.textValue()));
        assertThat(client().export(people.get(0)).source()).isEqualTo("run");
        assertThat(client().delete(people.get(0)).stillInRun()).isTrue();
        problem(guard.delete("/v1/people/" + people.get(0)), 404, "unknown-person", "must be enrolled");
        assertThat(client().delete(people.get(1)).people()).isEqualTo(2);
        problem(guard.delete("/v1/people/" + people.get(2)), 409, "too-few-people", "enroll somebody first");
        assertThat(client().enroll(people.get(0), stranger.subList(0, 1)).people())
                .isEqualTo(3);
        assertThat(client().identify(stranger.get(0)).person()).isEqualTo(people.get(0));
        guard.close();
        guard = RunningGuard.open(dir);
        assertThat(json(guard.get("/v1/people")).get("people"))
                .extracting(JsonNode::textValue)
                .containsExactly(people.get(2), people.get(3), people.get(0));
    }

    private HttpResponse<String> enroll(String name, byte[]... photographs) throws Exception {
        List<Object> parts = new ArrayList<>(List.of("person", "", name.getBytes(StandardCharsets.UTF_8)));
        for (byte[] photograph : photographs) {
            parts.addAll(List.of("photograph", "a.png", photograph));
        }
        return guard.post("/v1/enroll", FORM, RunningGuard.multipart(parts.toArray()));
    }

    @Test
    void badRequestsEnrollNobody() throws Exception {
        guard = RunningGuard.open(dir);
        byte[] face = stranger.get(0);
        byte[] wall = RunningGuard.encoded(Image.filled(200, 200, new Color(0.5f, 0.4f, 0.3f)));
        byte[] two = RunningGuard.encoded(GuardServerTest.side(PictureCodec.decode(face, "face", 1_000_000), 2));
        problem(enroll("", face), 400, "bad-request", "it has 0 characters, must have 1 to 100");
        problem(enroll(" Eve", face), 400, "bad-request", "neither begin nor end with a space");
        problem(enroll("x".repeat(101), face), 400, "bad-request", "it has 101 characters");
        problem(enroll("a\tb", face), 400, "bad-request", "control characters");
        problem(enroll("a\u202eb", face), 400, "bad-request", "invisible signs");
        problem(enroll("a/b", face), 400, "bad-request", "none of /");
        problem(enroll("..", face), 400, "bad-request", "neither . nor ..");
        problem(enroll("Eve"), 400, "bad-request", "0 files \"photograph\" and 1 fields \"person\"");
        problem(
                guard.post("/v1/enroll", FORM, RunningGuard.multipart("photograph", "a.png", face)),
                400,
                "bad-request",
                "0 fields \"person\", must have 1 to 10 and one");
        problem(enroll("Eve", Stream.generate(() -> face).limit(11).toArray(byte[][]::new)), 400, "bad-request", "11");
        problem(enroll("Eve", wall), 422, "no-face", "photograph 1: shows no face");
        problem(enroll("Eve", face, wall), 422, "no-face", "photograph 2: shows no face");
        problem(enroll("Eve", two), 422, "too-many-faces", "photograph 1: shows 2 faces, must show at most 1");
        problem(
                enroll("Eve", face, "no picture".getBytes(StandardCharsets.UTF_8)),
                422,
                "bad-photograph",
                "photograph 2");
        String taken = json(guard.get("/v1/people")).get("people").get(0).textValue();
        problem(enroll(taken, face), 409, "already-enrolled", "choose another name");
        problem(enroll(taken.toUpperCase(Locale.ROOT), face), 409, "already-enrolled", "choose another name");
        for (String body : List.of(
                "[]",
                "{}",
                "{\"person\": \"Eve\"}",
                "{\"person\": \"Eve\", \"photographs\": null}",
                "{\"person\": \"Eve\", \"photographs\": [null]}",
                "{\"person\": null, \"photographs\": [\"AA==\"]}",
                "{\"person\": \"Eve\", \"photographs\": []}",
                "{\"person\": \"Eve\", \"photographs\": [\"*\"]}",
                "{\"person\": \"Eve\", \"photographs\": [\"AA==\"], \"x\": 1}")) {
            problem(guard.json("/v1/enroll", body), 400, "bad-request", "\"photographs\"");
        }
        problem(guard.delete("/v1/people/Nobody"), 404, "unknown-person", "must be enrolled");
        problem(guard.delete("/v1/people/%20"), 404, "unknown-person", "must be enrolled");
        problem(guard.get("/v1/people/Nobody"), 404, "unknown-person", "must be enrolled");
        assertThat(json(guard.get("/v1/people")).get("people")).hasSize(4);
        assertThat(count(guard.audit, "\"action\":\"enroll\"")).isZero();
        guard.close();
        guard = RunningGuard.open(dir);
        assertThat(json(guard.get("/v1/people")).get("people")).hasSize(4);
        assertThat(guard.json(
                                "/v1/enroll",
                                "{\"person\": \"Eve\", \"photographs\": [\""
                                        + Base64.getEncoder().encodeToString(face) + "\"]}")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void aGuardThatKnowsItsPeopleForGoodSaysSo() throws Exception {
        guard = new RunningGuard(dir, ServiceSettings.LOCAL);
        problem(enroll("Eve", guard.png(0)), 409, "not-supported", "knows its people for good");
        String name = guard.system.face(0).identity().name();
        problem(guard.delete("/v1/people/" + name), 409, "not-supported", "knows its people for good");
        PersonData data = client().export(name);
        assertThat(data.source()).isEqualTo("run");
        assertThat(data.templates()).isEmpty();
        assertThat(json(guard.post("/v1/reload", "text/plain", new byte[0]))
                        .get("people")
                        .intValue())
                .isEqualTo(5);
        assertThat(client().identify(guard.png(7)).verdict()).isEqualTo("person");
    }

    @Test
    void whatAKilledProcessDidNotAuditIsAddedOnce() throws Exception {
        RunningGuard.open(dir).close();
        LoadedGuard loaded = OpenRun.load();
        loaded.release().run();
        Identity person = loaded.system().gallery().people().get(0);
        GalleryChange audited = new GalleryChange("r1", "2026-01-01T00:00:00Z", GalleryChange.ENROLL, "desk", person);
        GalleryChange lost = new GalleryChange("r2", "2026-01-01T00:00:00Z", GalleryChange.DELETE, "desk", person);
        try (GalleryDatabase gallery = GalleryDatabase.open(
                        dir.resolve("gallery.db"), loaded.site().fingerprints());
                AuditLog log = AuditLog.open(dir.resolve("audit.jsonl"))) {
            gallery.change(audited, GalleryEntry.NONE);
            log.append(AuditEvent.about("enroll", "r1", "desk", "201", "f", person));
            gallery.change(lost, GalleryEntry.DELETED);
        }
        for (int start = 0; start < 2; start++) {
            guard = RunningGuard.open(dir);
            assertThat(json(guard.get("/v1/people")).get("people")).hasSize(3);
            assertThat(count(guard.audit, "\"request\":\"r1\"")).isEqualTo(1);
            assertThat(count(guard.audit, "\"request\":\"r2\",\"key\":\"desk\",\"outcome\":\"recovered\""))
                    .isEqualTo(1);
            guard.close();
        }
        guard = null;
    }

    @Test
    void whatTheAuditLogDoesNotTakeIsTakenBack() throws Exception {
        guard = RunningGuard.open(dir);
        client().enroll("Eve", stranger.subList(0, 1));
        guard.log.close();
        problem(enroll("Bob", stranger.get(0)), 503, "unavailable", "nothing was decided");
        problem(guard.delete("/v1/people/Eve"), 503, "unavailable", "nothing was decided");
        assertThat(guard.lines.get(guard.lines.size() - 1).fault()).contains("audit.jsonl: cannot be written");
        assertThat(json(guard.get("/v1/people")).get("people"))
                .extracting(JsonNode::textValue)
                .contains("Eve")
                .hasSize(5);
        guard.close();
        guard = RunningGuard.open(dir);
        assertThat(json(guard.get("/v1/people")).get("people"))
                .extracting(JsonNode::textValue)
                .contains("Eve")
                .hasSize(5);
        assertThat(count(guard.audit, "recovered")).isZero();
    }

    @Test
    void reloadsLoseNoRequestAndFreeWhatTheyReplace() throws Exception {
        AtomicInteger loads = new AtomicInteger();
        AtomicInteger releases = new AtomicInteger();
        ApiKeys.Made made = ApiKeys.NONE.with("all", EnumSet.allOf(Right.class));
        AtomicReference<ApiKeys> keys = new AtomicReference<>(made.keys());
        guard = new RunningGuard(
                dir,
                ServiceSettings.LOCAL
                        .with(new ServiceLimits(1_000_000, 1_000_000, 16, 32, 8, 30))
                        .with(made.keys()),
                Optional.of(() -> {
                    loads.incrementAndGet();
                    LoadedGuard own = OpenRun.load();
                    return new LoadedGuard(own.system(), own.site(), () -> {
                        releases.incrementAndGet();
                        own.release().run();
                    });
                }),
                Optional.of(keys::get),
                Optional.empty());
        GuardClient client = new GuardClient(guard.server.address(), made.secret());
        client.enroll("Eve", stranger.subList(0, 1));
        Path backup = Files.copy(dir.resolve("gallery.db"), dir.resolve("backup.db"));
        AtomicBoolean end = new AtomicBoolean();
        List<String> verdicts = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Void>> load = Stream.generate(() -> CompletableFuture.runAsync(() -> {
                    while (!end.get()) {
                        try {
                            verdicts.add(String.valueOf(
                                    client.identify(stranger.get(0)).person()));
                        } catch (IOException | InterruptedException e) {
                            verdicts.add(e.toString());
                        }
                    }
                }))
                .limit(3)
                .toList();
        ApiKeys.Made more = made.keys().with("more", EnumSet.of(Right.ADMIN));
        for (int i = 0; i < 2; i++) {
            keys.set(more.keys());
            assertThat(guard.post("/v1/reload", "text/plain", new byte[0], "X-API-Key", made.secret())
                            .statusCode())
                    .isEqualTo(200);
            client.enroll("Nr " + i, stranger.subList(1, 2));
            client.delete("Nr " + i);
        }
        Files.copy(backup, backup.resolveSibling("moved.db"));
        Files.move(backup.resolveSibling("moved.db"), dir.resolve("gallery.db"), StandardCopyOption.REPLACE_EXISTING);
        guard.server.reload();
        end.set(true);
        for (CompletableFuture<Void> one : load) {
            one.get(1, TimeUnit.MINUTES);
        }
        assertThat(verdicts).hasSizeGreaterThan(10).containsOnly("Eve");
        assertThat(guard.get("/metrics", "X-API-Key", more.secret()).statusCode())
                .isEqualTo(200);
        assertThat(loads).hasValue(4);
        assertThat(releases).hasValue(3);
        damagedFilesChangeNothing(client, keys, made);
        guard.close();
        assertThat(releases).hasValue(loads.get());
    }

    private void damagedFilesChangeNothing(GuardClient client, AtomicReference<ApiKeys> keys, ApiKeys.Made made)
            throws Exception {
        Path other = Files.writeString(dir.resolve("no.db"), "no gallery\n".repeat(1000));
        Files.move(other, dir.resolve("gallery.db"), StandardCopyOption.REPLACE_EXISTING);
        keys.set(ApiKeys.NONE);
        problem(
                guard.post("/v1/reload", "text/plain", new byte[0], "X-API-Key", made.secret()),
                500,
                "reload-failed",
                "everything stays as it was");
        assertThat(guard.lines.get(guard.lines.size() - 1).fault()).endsWith("gallery.db: is no gallery of a guard");
        assertThat(client.identify(stranger.get(0)).person()).isEqualTo("Eve");
        assertThat(guard.get("/v1/people").statusCode())
                .as("keys are still needed")
                .isEqualTo(401);
    }

    @Test
    void enrollingNeedsItsRight() throws Exception {
        ApiKeys.Made door = ApiKeys.NONE.with("door", EnumSet.of(Right.IDENTIFY, Right.ADMIN));
        ApiKeys.Made desk = door.keys().with("desk", EnumSet.of(Right.ENROLL));
        guard = new RunningGuard(dir, ServiceSettings.LOCAL.with(desk.keys()));
        byte[] form = RunningGuard.multipart("photograph", "a.png", guard.png(0), "person", "", "Eve".getBytes());
        String needed = "the right \"enroll\" is needed";
        problem(guard.post("/v1/enroll", FORM, form), 401, "unauthorized", "");
        problem(guard.post("/v1/enroll", FORM, form, "X-API-Key", door.secret()), 403, "forbidden", needed);
        problem(guard.delete("/v1/people/Eve", "X-API-Key", door.secret()), 403, "forbidden", needed);
        problem(guard.post("/v1/enroll", FORM, form, "X-API-Key", desk.secret()), 409, "not-supported", "");
        String admin = "the right \"admin\" is needed";
        problem(guard.get("/v1/people/Eve", "X-API-Key", desk.secret()), 403, "forbidden", admin);
        problem(guard.post("/v1/reload", FORM, new byte[0], "X-API-Key", desk.secret()), 403, "forbidden", admin);
        assertThat(count(guard.audit, "\"outcome\":\"403\"")).isEqualTo(4);
    }

    @Test
    void photographsAreKeptUntilTheirTimeIsOverAndLeadToTheAuditLog() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-12-01T11:00:00Z"));
        Path folder = dir.resolve("photographs");
        KeptPhotographs kept = KeptPhotographs.open(folder, Optional.of(Duration.ofSeconds(10)), now::get);
        guard = new RunningGuard(
                dir, ServiceSettings.LOCAL, Optional.of(OpenRun::load), Optional.empty(), Optional.of(kept));
        String enrolled = client().enroll("Eve", stranger.subList(0, 2)).request();
        String identified = client().identify(stranger.get(2)).request();
        problem(enroll("Eve", stranger.get(0)), 409, "already-enrolled", "");
        problem(
                guard.post("/v1/identify", FORM, RunningGuard.multipart("photograph", "a", new byte[100])),
                422,
                "bad-photograph",
                "");
        assertThat(names(folder))
                .containsExactlyInAnyOrder(
                        enrolled + "-1.until-20261201T110010Z.png",
                        enrolled + "-2.until-20261201T110010Z.png",
                        identified + "-1.until-20261201T110010Z.png");
        assertThat(folder.resolve(identified + "-1.until-20261201T110010Z.png")).hasBinaryContent(stranger.get(2));
        assertThat(Files.readString(guard.audit)).contains(enrolled, identified);
        now.set(now.get().plusSeconds(10));
        while (!names(folder).isEmpty()) {
            Thread.sleep(20);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toList());
        }
    }
}
