package dev.visor.store.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.face.Landmarks;
import dev.visor.face.Point;
import dev.visor.image.Image;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Verdict;
import dev.visor.run.RunContext;
import dev.visor.store.file.JournalFile;
import dev.visor.store.service.config.BodyKind;
import dev.visor.store.service.config.PeopleFormat;
import dev.visor.store.service.config.Pointer;
import dev.visor.store.service.config.RequestFormat;
import dev.visor.store.service.config.ServiceConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can go wrong between a client and a service. */
class ServiceFaultsTest {

    private static final Image RED = Services.picture(0.8, 0.1, 0);
    private static final Image GREEN = Services.picture(0.1, 0.8, 0);

    @TempDir
    Path folder;

    private TestService server;

    @BeforeEach
    void start() throws Exception {
        server = new TestService();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static List<TestService.Fault> passing() {
        return List.of(
                TestService.status(500, "{\"error\": \"out of memory\"}"),
                TestService.status(502, "<html>bad gateway</html>"),
                TestService.status(503, "Retry-After", "0"),
                TestService.status(429, "Retry-After", "0"),
                TestService.status(200, "<html>we are back soon</html>"),
                TestService.status(200, "{\"results\": []}"),
                TestService.status(200, ""),
                TestService.half(),
                TestService.late(800),
                exchange -> exchange.close());
    }

    @ParameterizedTest
    @MethodSource("passing")
    void aFailureThatPassesCostsNoAnswer(TestService.Fault fault) throws Exception {
        try (Service service = Services.open(Services.limited(Services.visor(server.url()), 100, 2, 0.4, 3))) {
            Recognizer recognizer = Services.recognizer(service);
            recognizer.identify(GREEN);
            server.then(fault);

            assertThat(recognizer.decide(RED).recognizes(new Identity("Red"))).isTrue();
            assertThat(service.spent()).isEqualTo(3);
        }
    }

    @Test
    void aServiceThatAsksForAPauseGetsIt() throws Exception {
        try (Service service = Services.open(Services.visor(server.url()))) {
            Recognizer recognizer = Services.recognizer(service);
            server.then(TestService.status(429, "Retry-After", "1"));
            long start = System.nanoTime();

            recognizer.identify(RED);
            assertThat((System.nanoTime() - start) / 1e9).isGreaterThan(0.99);
        }
    }

    private static void assertOneLine(Throwable problem, String... parts) {
        assertThat(problem).isInstanceOfAny(IOException.class, UncheckedIOException.class);
        assertThat(problem.getMessage()).doesNotContain("\n").contains(parts);
    }

    private Throwable first(ServiceConfig config) {
        try (Service service = Services.open(config)) {
            return catchThrowable(() -> Services.recognizer(service).identify(RED));
        }
    }

    @Test
    void aWrongPortIsNamedAtOnce() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertOneLine(
                first(Services.visor("http://127.0.0.1:" + port)),
                "http://127.0.0.1:" + port + "/v1/people: refuses the connection");
    }

    @Test
    void aHostThatDoesNotExistIsNamed() {
        assertOneLine(
                first(Services.visor("http://nobody.invalid")),
                "http://nobody.invalid/v1/people: has a host that does not exist");
    }

    @Test
    void aWrongPathIsNamed() {
        server.then(TestService.status(404, "{\"error\": \"not here\"}"));
        assertOneLine(
                first(Services.visor(server.url())),
                server.url() + "/v1/people: answers with the status 404",
                "not here",
                "must have the status 200");
    }

    @Test
    void aRedirectIsNotFollowed() {
        server.then(TestService.status(302, "Location", "https://elsewhere.example/login?token=abc"));
        assertThat(first(Services.visor(server.url())))
                .hasMessageContaining("answers with a redirect (302) to https://elsewhere.example/login,")
                .hasMessageContaining("set url to where the service is")
                .hasMessageNotContaining("abc");
    }

    @Test
    void aCertificateThatNobodySignedIsRefused() throws Exception {
        try (TestService secure = new TestService(true, 0)) {
            assertOneLine(first(Services.visor(secure.url())), "has no certificate that can be trusted");
            assertThat(secure.asked()).isEmpty();
        }
    }

    @Test
    void anotherFormOfTheFirstAnswerFailsAtOnce() {
        server.then(TestService.status(200, "{\"subjects\": [\"Red\"]}"));
        assertOneLine(
                first(Services.visor(server.url())),
                "answers in another form: the answer has nothing at /people, must have the list of people",
                "subjects");
    }

    @Test
    void aKeyThatIsRefusedIsNoPassingFailure() {
        server.then(TestService.status(403, "{\"error\": \"the key s3cret is wrong\"}"));
        ServiceConfig config =
                Services.with(server.url(), Map.of("X-Api-Key", "${FACES_KEY}"), Services.identify(), null);
        assertThat(first(config))
                .hasMessageContaining("status 403")
                .hasMessageContaining("check the key")
                .hasMessageContaining("the key ${FACES_KEY} is wrong")
                .hasMessageNotContaining("s3cret");
        assertThat(server.keys()).containsExactly("s3cret");
    }

    @Test
    void aSecretInAnyPathIsHiddenInWhatTheServiceSays() {
        server.then(TestService.status(403, "{\"error\": \"the key s3cret is wrong\"}"));
        ServiceConfig plain = Services.visor(server.url());
        PeopleFormat people = new PeopleFormat(
                "/v1/people?key=${FACES_KEY}", new Pointer("/people"), new Pointer("."), null, Map.of());
        ServiceConfig config = new ServiceConfig(
                plain.url(),
                plain.headers(),
                plain.identify(),
                plain.answer(),
                people,
                null,
                plain.picture(),
                plain.limits());
        assertThat(first(config))
                .hasMessageContaining("the key ${FACES_KEY} is wrong")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aVariableThatIsNotSetIsNamedBeforeAnythingIsAsked() {
        ServiceConfig config =
                Services.with(server.url(), Map.of("X-Api-Key", "${NO_SUCH_KEY}"), Services.identify(), null);
        assertOneLine(first(config), "the variable NO_SUCH_KEY of the environment is not set", "header X-Api-Key");
        assertThat(server.keys()).isEmpty();
    }

    @Test
    void peopleWhomTheServiceLacksAreNamed() {
        server.knows("Red", "Someone");
        assertOneLine(
                first(Services.visor(server.url())),
                "does not know Blue, Green; it knows Red, Someone; system.people.names");
    }

    @Test
    void aServiceThatKnowsOtherPeopleThanBeforeIsNotAsked() throws Exception {
        Service.Members before;
        try (Service service = Services.open(Services.visor(server.url()))) {
            before = service.members(Services.COLORS);
        }
        server.knows("Red", "Green", "Azure");
        try (Service service = Services.open(Services.visor(server.url()))) {
            Throwable problem = catchThrowable(() -> service.recognizer(before).identify(RED));
            assertOneLine(problem, "does not know Blue");
        }
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void peopleAreEnrolledOnceAndUnderTheServicesNames() throws Exception {
        RequestFormat enroll =
                new RequestFormat("/v1/enroll?subject={name}", "POST", BodyKind.RAW, null, null, Map.of());
        ServiceConfig config = Services.with(server.url(), Map.of(), Services.identify(), enroll);
        List<Face> faces = List.of(face("Red", 0.9), face("Zoë & Co", 0.8));
        for (int process = 0; process < 2; process++) {
            try (JournalFile journal = JournalFile.open(folder.resolve("answers.jsonl"));
                    Service service = Services.open(config)) {
                service.keepIn(journal);
                service.enroll(faces, RunContext.of(1));
            }
        }
        assertThat(server.enrolled()).hasSize(2);
        assertThat(server.enrolled().get(0)).startsWith("subject=Red ");
        assertThat(server.enrolled().get(1)).startsWith("subject=Zoë & Co ");
    }

    /** Red has no list to stand in, but a score in each answer; Zoë has none. */
    @Test
    void peopleWhoMustNotBeKnownAreFoundInTheListOrInAnswersToTheirPictures() throws Exception {
        ServiceConfig listed = Services.visor(server.url());
        List<Face> strangers = List.of(face("Red", 0.9), face("Zoë", 0.8));
        try (Service service = Services.open(listed)) {
            assertOneLine(
                    catchThrowable(() -> service.checkUnknown(people(strangers))),
                    "knows Red, drawn never to be enrolled (split.never-enrolled)");
            assertThat(server.asked()).isEmpty();
        }
        PeopleFormat nowhere = new PeopleFormat(null, new Pointer("/people"), new Pointer("."), null, Map.of());
        ServiceConfig unlisted = new ServiceConfig(
                listed.url(),
                listed.headers(),
                listed.identify(),
                listed.answer(),
                nowhere,
                null,
                listed.picture(),
                listed.limits());
        try (Service service = Services.open(unlisted)) {
            service.checkUnknown(people(strangers));
            Service.Members others = service.members(Services.COLORS.subList(0, 2));
            assertOneLine(catchThrowable(() -> service.checkUnknown(others, strangers)), "knows Red, drawn never");
            service.checkUnknown(others, strangers.subList(1, 2));
            service.recognizer(others).identify(strangers.get(0).image());
            assertThat(server.asked()).hasSize(2);
        }
    }

    private static List<Identity> people(List<Face> faces) {
        return faces.stream().map(Face::identity).toList();
    }

    private static Face face(String name, double red) {
        return new Face(
                name, new Identity(name), Services.picture(red, 0, 0), new Landmarks(new Point(2, 3), new Point(6, 3)));
    }

    @Test
    void noSecretIsKept() throws Exception {
        ServiceConfig config =
                Services.with(server.url(), Map.of("X-Api-Key", "${FACES_KEY}"), Services.identify(), null);
        Path file = folder.resolve("answers.jsonl");
        try (JournalFile journal = JournalFile.open(file);
                Service service = Services.open(config)) {
            service.keepIn(journal);
            assertThat(Services.recognizer(service).decide(RED).verdict()).isEqualTo(Verdict.PERSON);
        }
        assertThat(server.keys()).contains("s3cret");
        assertThat(Files.readString(file)).isNotEmpty().doesNotContain("s3cret");
    }

    @Test
    void aServiceThatIsGoneInTheMiddleIsTriedAgain() throws Exception {
        try (Service service = Services.open(Services.limited(Services.visor(server.url()), 100, 1, 5, 2))) {
            Recognizer recognizer = Services.recognizer(service);
            recognizer.identify(GREEN);
            server.close();

            assertThatThrownBy(() -> recognizer.identify(RED))
                    .hasMessageContaining("was asked 3 times; at last it refuses the connection")
                    .hasMessageContaining("the same command goes on");
        }
    }
}
