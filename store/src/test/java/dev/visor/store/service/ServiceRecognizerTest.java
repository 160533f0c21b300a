package dev.visor.store.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;
import dev.visor.store.file.JournalFile;
import dev.visor.store.service.config.ServiceConfig;
import dev.visor.store.service.config.ServiceLimits;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceRecognizerTest {

    @TempDir
    Path folder;

    private TestService server;

    @BeforeEach
    void start() throws Exception {
        server = new TestService(false, 2);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static List<Image> grays(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> Services.picture(i / 255.0, 0, 0))
                .toList();
    }

    @Test
    void aPersonIsRecognizedFromTheServicesThresholdOn() throws Exception {
        try (Service service = Services.open(Services.visor(server.url()))) {
            Recognizer recognizer = Services.recognizer(service);

            assertThat(recognizer.gallery().people()).isEqualTo(Services.COLORS);
            assertThat(recognizer.gallery().isOpenSet()).isTrue();
            assertThat(recognizer.decide(Services.picture(0.8, 0.1, 0)).recognizes(new Identity("Red")))
                    .isTrue();
            assertThat(recognizer.decide(Services.picture(0.1, 0.4, 0)).verdict())
                    .isEqualTo(Verdict.UNKNOWN);
            assertThat(recognizer.identify(Services.picture(0.1, 0.4, 0)).best())
                    .isEqualTo(new Identity("Green"));
        }
    }

    @Test
    void aPictureWithoutAFaceIsNobody() throws Exception {
        try (Service service = Services.open(Services.visor(server.url()))) {
            Scores scores = Services.recognizer(service).identify(Services.picture(0, 0, 0));

            assertThat(scores.isKnown()).isFalse();
            assertThat(scores.unknownProbability()).isGreaterThan(0.99);
        }
    }

    @Test
    void answersHaveTheOrderOfThePicturesAndNoMoreRequestsAreUnderWayThanAllowed() throws Exception {
        List<Image> pictures = grays(40);
        // Slow enough that a second request is sent before the first one is answered.
        try (TestService slow = new TestService(false, 10);
                Service service = Services.open(Services.visor(slow.url()))) {
            List<Scores> scores = Services.recognizer(service).identify(pictures);

            for (int i = 0; i < pictures.size(); i++) {
                float red = (i + 1) / 255f;
                assertThat(scores.get(i).logits()[2])
                        .isCloseTo((red - 0.5f) * 64, org.assertj.core.data.Offset.offset(1e-3f));
            }
            assertThat(slow.mostUnderWay()).isEqualTo(2);
            assertThat(service.spent()).isEqualTo(40);
        }
    }

    @Test
    void theSamePictureIsAskedAboutOnceInARun() throws Exception {
        Image picture = Services.picture(0.7, 0, 0);
        try (Service service = Services.open(Services.visor(server.url()))) {
            Recognizer recognizer = Services.recognizer(service);
            recognizer.identify(List.of(picture, Services.picture(0, 0.7, 0), picture));
            recognizer.decide(picture);
        }

        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void aRunThatGoesOnAsksNothingTwiceAndAnswersTheSame() throws Exception {
        List<Image> pictures = grays(12);
        List<Scores> first;
        try (JournalFile journal = JournalFile.open(folder.resolve("answers.jsonl"));
                Service service = Services.open(Services.visor(server.url()))) {
            service.keepIn(journal);
            first = Services.recognizer(service).identify(pictures.subList(0, 7));
        }
        try (JournalFile journal = JournalFile.open(folder.resolve("answers.jsonl"));
                Service service = Services.open(Services.visor(server.url()))) {
            service.keepIn(journal);
            List<Scores> second = Services.recognizer(service).identify(pictures);

            assertThat(service.spent()).isEqualTo(12);
            assertThat(IntStream.range(0, 7).boxed())
                    .allMatch(i -> java.util.Arrays.equals(
                            first.get(i).logits(), second.get(i).logits()));
        }
        assertThat(server.asked()).hasSize(12).doesNotHaveDuplicates();
    }

    @Test
    void whatWasAnsweredBeforeAFailureIsKept() throws Exception {
        TestService.Fault[] broken = IntStream.range(0, 4)
                .mapToObj(i -> TestService.status(500, "{}"))
                .toArray(TestService.Fault[]::new);
        ServiceConfig one = Services.limited(Services.visor(server.url()), 1000, 1, 5, 3);
        try (JournalFile journal = JournalFile.open(folder.resolve("answers.jsonl"));
                Service service = Services.open(one)) {
            service.keepIn(journal);
            Recognizer recognizer = Services.recognizer(service);
            recognizer.identify(grays(5));
            server.then(broken);

            assertThatThrownBy(() -> recognizer.identify(grays(6)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("was asked 4 times; at last it answers with the status 500")
                    .hasMessageContaining("is kept");
            assertThat(recognizer.identify(grays(6))).hasSize(6);
        }
        assertThat(server.asked()).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void theBudgetIsNeverExceededByAKilledProcessEither() throws Exception {
        Path file = folder.resolve("answers.jsonl");
        ServiceConfig config = Services.limited(Services.visor(server.url()), 25, 2, 5, 3);
        for (int process = 0; process < 4; process++) {
            // A process that is killed does not close its service, so that is left open.
            Path copy = folder.resolve("killed" + process);
            try (JournalFile journal = JournalFile.open(file)) {
                Service service = Services.open(config);
                service.keepIn(journal);
                Recognizer recognizer = Services.recognizer(service);
                int from = 60 * process;
                for (int i = 0; i < 9; i++) {
                    Image picture = Services.picture(0, (from + i) / 255.0, 0);
                    try {
                        recognizer.identify(picture);
                    } catch (UncheckedIOException e) {
                        assertThat(e).hasMessageContaining("the 25 queries that the service may be asked are used up");
                    }
                }
            }
            Files.copy(file, copy);
        }
        assertThat(server.asked()).hasSizeBetween(18, 25);
    }

    @Test
    void requestsBeginNotMoreOftenThanTheRate() throws Exception {
        ServiceConfig config = Services.visor(server.url()).withLimits(new ServiceLimits(1000, 4, 50.0, 5, 5, 3));
        try (Service service = Services.open(config)) {
            Recognizer recognizer = Services.recognizer(service);
            long start = System.nanoTime();
            recognizer.identify(grays(11));

            assertThat((System.nanoTime() - start) / 1e9).isGreaterThan(0.19);
        }
    }

    @Test
    void somebodyWhomTheFacesLackCountsAsNobody() throws Exception {
        try (Service service = Services.open(Services.visor(server.url()))) {
            Recognizer recognizer =
                    service.recognizer(service.members(List.of(new Identity("Red"), new Identity("Green"))));

            assertThat(recognizer.decide(Services.picture(0.6, 0, 0.9)).verdict())
                    .isEqualTo(Verdict.UNKNOWN);
            assertThat(recognizer.decide(Services.picture(0.9, 0, 0.6)).recognizes(new Identity("Red")))
                    .isTrue();
        }
    }
}
