package dev.visor.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.cli.CommandRun;
import dev.visor.cli.serve.GuardProcess;
import dev.visor.face.Face;
import dev.visor.image.PictureCodec;
import dev.visor.service.client.GuardClient;
import dev.visor.service.decision.Answer;
import dev.visor.store.faces.EmbeddedFaces;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A guard before a service that somebody else runs. */
class GuardedServiceTest {

    private static final List<Face> FACES = EmbeddedFaces.johns().faces();

    @TempDir
    Path dir;

    private Path upstream(String url, String... more) throws IOException {
        Path file = dir.resolve("upstream.yaml");
        Files.writeString(
                file,
                "system: {kind: service, preset: visor, url: \"" + url + "\", picture: {margin: 0}}\nmargin: 0\n"
                        + String.join("\n", more));
        return file;
    }

    private static void enroll(PixelService service) throws IOException, InterruptedException {
        for (Face face : FACES) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(service.url() + "/v1/enroll?subject="
                            + face.identity().name()))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(PictureCodec.encodePng(face.image())))
                    .build();
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        }
    }

    @Test
    void itIsAskedOncePerMaskAndWhatItAnswersIsGuarded() throws Exception {
        try (PixelService service = new PixelService(0)) {
            enroll(service);
            try (GuardProcess guard = GuardProcess.start(
                    dir, "--upstream", upstream(service.url()).toString())) {
                GuardClient client = new GuardClient(guard.address(), null);
                Face face = FACES.get(0);
                Answer answer = client.identify(PictureCodec.encodePng(face.image()));
                assertThat(answer.evidence())
                        .extracting(Answer.UnderMask::mask)
                        .containsExactly("glasses", "hat band", "forehead sticker", "cheek sticker", "face mask");
                assertThat(service.asked().get(0)).isEqualTo(5);
                boolean agreed = answer.evidence().stream()
                        .allMatch(mask ->
                                mask.plausible().equals(List.of(face.identity().name())));
                assertThat(answer.verdict().equals("person")).isEqualTo(agreed);
                assertThat(answer.certified()).isEqualTo(agreed);
                client.identify(PictureCodec.encodePng(FACES.get(1).image()));
                client.identify(PictureCodec.encodePng(face.image()));
                assertThat(service.asked().get(0))
                        .as("no answer is kept for later")
                        .isEqualTo(15);
                service.close();
                assertThatThrownBy(() -> client.identify(
                                PictureCodec.encodePng(FACES.get(9).image())))
                        .isInstanceOfSatisfying(
                                GuardClient.RefusedException.class,
                                refused -> assertThat(refused.problem().code()).isEqualTo("unavailable"));
            }
        }
    }

    @Test
    void badFilesAndServicesAreNamed() throws Exception {
        refused(upstream("http://127.0.0.1:1"), "http://127.0.0.1:1");
        try (PixelService service = new PixelService(0)) {
            refused(upstream(service.url()), service.url() + ": knows 0 people, must know at least 2");
            refused(
                    upstream(service.url(), "defense: [saliency-mask]"),
                    "must be made of defenses that only ask for answers");
        }
        Path file = upstream("http://127.0.0.1:1");
        Files.writeString(file, "system: {kind: trained-head}\nsice: 3\n");
        CommandRun serve = serve(file);
        assertThat(serve.code()).isEqualTo(2);
        assertThat(serve.err()).contains("sice", "size");
        Files.writeString(file, "system: {kind: trained-head}\n");
        refused(file, "must be of the kind service");
    }

    private CommandRun serve(Path file) {
        return CommandRun.of(
                "serve",
                "--upstream",
                file.toString(),
                "--port",
                "0",
                "--audit",
                dir.resolve("log.jsonl").toString());
    }

    private void refused(Path file, String message) {
        CommandRun serve = serve(file);
        assertThat(serve.code()).as(serve.err()).isEqualTo(2);
        assertThat(serve.messages()).hasSize(1).allMatch(line -> line.contains(message));
        assertThat(dir.resolve("log.jsonl")).doesNotExist();
    }
}
