package dev.visor.service.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.ExperimentRun;
import dev.visor.face.Face;
import dev.visor.face.detection.FaceDetector;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.service.studio.Studio;
import dev.visor.service.studio.StudioRun;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.faces.EmbeddedFaces;
import dev.visor.store.faces.detection.EmbeddedDetector;
import dev.visor.store.run.AttackFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the studio's page asks, of a real run. */
class StudioServerTest {

    @TempDir
    private static Path dir;

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Path run;
    private static FaceDetector detector;
    private static Studio studio;
    private static StudioServer server;

    @BeforeAll
    static void start() throws IOException {
        run = StudioRun.make(dir);
        detector = EmbeddedDetector.EMBEDDED.open();
        studio = new Studio(StudioRun::open, detector, Registry.standard(), "1");
        studio.open(run);
        server = StudioServer.start(studio, 0);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        studio.close();
        detector.close();
    }

    private static HttpResponse<byte[]> get(String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(server.address().resolve(path)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(String path) throws Exception {
        HttpResponse<byte[]> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> post(String path, byte[] body) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(server.address().resolve(path))
                        .header(StudioServer.HEADER, "1")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String json(String path, String body) throws Exception {
        HttpResponse<String> answer = post(path, body.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String find(String regex, String text) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        assertThat(matcher.find()).as("%s in %s", regex, text).isTrue();
        return matcher.group(1);
    }

    private static Image picture(String path) throws Exception {
        HttpResponse<byte[]> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
        return PictureCodec.decode(answer.body(), path);
    }

    /** Takes the first held-out face. */
    private static String face() throws Exception {
        String id = find("\"id\":\"([^\"]*)\"", text("/api/runs/run-1/faces"));
        return find("\"id\":\"([^\"]*)\"", json("/api/pictures", "{\"run\":\"run-1\",\"face\":\"" + id + "\"}"));
    }

    @Test
    void showsWhatIsOpen() throws Exception {
        assertThat(text("/api/session"))
                .contains(
                        "\"title\":\"Two attacks\"", "\"undefended\":\"none\"", "\"eyeglass frame\"", "\"PERSISTENT\"")
                .contains("own or may test");
        assertThat(json("/api/runs", "{\"folder\":\"" + run + "\"}")).contains("\"id\":\"run-1\"");
    }

    @Test
    void givesTheMatrixAndEachAttackWithItsPictures() throws Exception {
        assertThat(text("/api/runs/run-1/matrix"))
                .contains("\"chains\":[\"none\",\"glasses\"]", "\"adaptive\":true", "\"attacks\":2");
        String examples = text("/api/runs/run-1/examples");
        assertThat(examples.split("\"adversarial\":")).hasSize(5);
        Image clean = picture(find("\"clean\":\"([^\"]*)\"", examples));
        Image attacked = picture(find("\"adversarial\":\"([^\"]*)\"", examples));
        assertThat(attacked).isNotEqualTo(clean);
        assertThat(attacked.sameSize(clean)).isTrue();
        String id = find("\"id\":\"([^\"]*)\"", examples);
        assertThat(json(
                        "/api/pictures",
                        "{\"run\":\"run-1\",\"example\":{\"attacker\":\"adaptive\",\"accessory\":\"eyeglass frame\","
                                + "\"chain\":\"none\",\"id\":\"" + id + "\"}}"))
                .contains("\"decision\"");
    }

    @Test
    void findsTheFacesOfAPhotograph() throws Exception {
        Face face = EmbeddedFaces.johns().faces().get(0);
        String photograph = post("/api/photographs?run=run-1", PictureCodec.encodePng(face.image()))
                .body();
        assertThat(photograph).contains("\"index\":0", "\"usable\":true");
        String id = find("\"id\":\"([^\"]*)\"", photograph);
        assertThat(picture(find("\"url\":\"([^\"]*)\"", photograph))).isEqualTo(face.image());
        assertThat(json("/api/pictures", "{\"run\":\"run-1\",\"photograph\":\"" + id + "\",\"index\":0}"))
                .contains("\"person\":null", "\"verdict\":\"person\"");
    }

    @Test
    void putsAnAccessoryOnAndMovesIt() throws Exception {
        String face = face();
        String worn = json(
                "/api/wear", "{\"picture\":\"" + face + "\",\"accessory\":\"eyeglass frame\",\"color\":\"#ff8000\"}");
        assertThat(worn).contains("\"coveredByMasks\":true");
        String moved = json(
                "/api/wear",
                "{\"picture\":\"" + face + "\",\"accessory\":\"eyeglass frame\",\"color\":\"#ff8000\","
                        + "\"pose\":{\"along\":0,\"across\":0.9,\"scale\":1.2,\"degrees\":10}}");
        assertThat(moved).contains("\"coveredByMasks\":false");
        assertThat(picture(find("\"url\":\"([^\"]*)\"", moved)))
                .isNotEqualTo(picture(find("\"url\":\"([^\"]*)\"", worn)));
    }

    @Test
    void showsWhatTheSaliencyMaskHides() throws Exception {
        String face = face();
        String ask = "{\"picture\":\"" + face + "\",\"mu\":%s,\"n\":2,\"phi\":10,\"fill\":\"telea\"}";
        double much = Double.parseDouble(find("\"share\":([0-9.E-]*)", json("/api/saliency", ask.formatted(0.8))));
        double little = Double.parseDouble(find("\"share\":([0-9.E-]*)", json("/api/saliency", ask.formatted(0.99))));
        assertThat(much).isGreaterThan(little).isBetween(0.1, 0.9);
        assertThat(little).isPositive();
    }

    @Test
    void showsWhatEachMaskOfAChainSees() throws Exception {
        assertThat(json("/api/chains", "{\"picture\":\"" + face() + "\",\"chains\":[\"none\",\"glasses\"]}"))
                .contains("\"chain\":\"none\"", "\"mask\":\"glasses\"", "\"plausible\":[", "data:image/png;base64,");
    }

    @ParameterizedTest
    @CsvSource({"none", "glasses"})
    void anAttackAdvancesPausesGoesOnAndStops(String chain) throws Exception {
        String id = find("\"id\":\"([^\"]*)\"", json("/api/attacks", attack(chain, 100_000)));
        List<String> events = new ArrayList<>();
        try (BufferedReader lines = events(id)) {
            read(lines, events, "event: step");
            assertThat(json("/api/attacks/" + id + "/pause", "")).contains("\"paused\"");
            int withStepInHand = curve(id).size() + 1;
            Thread.sleep(600);
            assertThat(curve(id)).hasSizeLessThanOrEqualTo(withStepInHand);
            assertThat(json("/api/attacks/" + id + "/resume", "")).contains("\"running\"");
            read(lines, events, "event: step");
            assertThat(json("/api/attacks/" + id + "/stop", "")).contains("\"stopped\"");
            read(lines, events, "event: end");
            read(lines, events, "data: ");
        }
        assertThat(events.get(0)).isEqualTo("event: history");
        assertThat(events.get(events.size() - 1)).contains("\"picture\":{\"id\":\"picture-", "\"success\":");
        Path yaml = Files.writeString(dir.resolve(id + ".yaml"), text("/api/attacks/" + id + "/experiment.yaml"));
        assertThat(ExperimentFile.read(yaml, List.of(), Registry.standard())
                        .config()
                        .attackers())
                .containsOnlyKeys("studio");
        assertThat(Files.readString(yaml))
                .contains("# Differs from the studio: the attack was stopped")
                .satisfies(text ->
                        assertThat(text.contains("is calibrated or tuned anew")).isEqualTo(chain.equals("glasses")));
    }

    @Test
    void theExperimentOfAnAttackGivesTheSamePicture() throws Exception {
        String ask = attack("none", 2)
                .replace("PERSISTENT", "JITTERED") // draws by the name of the attack
                .replace(
                        "\"target\"",
                        "\"pose\":{\"along\":0.03,\"across\":0.05,\"scale\":1.1,\"degrees\":4},\"target\"");
        String id = find("\"id\":\"([^\"]*)\"", json("/api/attacks", ask));
        List<String> events = new ArrayList<>();
        try (BufferedReader lines = events(id)) {
            read(lines, events, "event: end");
            read(lines, events, "data: ");
        }
        Image shown = picture(find("\"url\":\"([^\"]*)\"", events.get(events.size() - 1)));
        Path yaml = Files.writeString(dir.resolve("repeated.yaml"), text("/api/attacks/" + id + "/experiment.yaml"));
        assertThat(Files.readString(yaml)).startsWith("# Repeats the attack of the studio");
        try (ExperimentRun repeated = StudioRun.open(dir.resolve("repeated"))) {
            repeated.run(
                    ExperimentFile.read(yaml, List.of(), Registry.standard()).resolved());
            Path attacks = repeated.folder().attacks("studio", "posed eyeglass frame");
            String only = AttackFolder.readSummary(attacks).attacks().get(0).id();
            try (AttackFolder kept = AttackFolder.openToRead(attacks)) {
                assertThat(kept.picture(only)).isEqualTo(shown);
            }
        }
    }

    private static String attack(String chain, int iterations) throws Exception {
        String faces = text("/api/runs/run-1/faces");
        String own = find("\"person\":\"([^\"]*)\"", faces);
        String target = find("\"people\":\\[([^\\]]*)\\]", text("/api/session"))
                .replace("\"", "")
                .lines()
                .flatMap(line -> List.of(line.split(",")).stream())
                .filter(person -> !person.equals(own))
                .findFirst()
                .orElseThrow();
        return "{\"run\":\"run-1\",\"picture\":\"" + face() + "\",\"accessory\":\"eyeglass frame\",\"target\":\""
                + target + "\",\"preset\":\"PERSISTENT\",\"iterations\":" + iterations + ",\"chain\":\"" + chain
                + "\"}";
    }

    private static List<String> curve(String id) throws Exception {
        return text("/api/attacks/" + id + "/curve.csv").lines().toList();
    }

    private static BufferedReader events(String id) throws Exception {
        return new BufferedReader(new InputStreamReader(
                HTTP.send(
                                HttpRequest.newBuilder(server.address().resolve("/api/attacks/" + id + "/events"))
                                        .header("Accept", "text/event-stream")
                                        .build(),
                                HttpResponse.BodyHandlers.ofInputStream())
                        .body(),
                StandardCharsets.UTF_8));
    }

    private static void read(BufferedReader lines, List<String> events, String until) throws IOException {
        String line;
        do {
            line = lines.readLine();
            events.add(String.valueOf(line));
        } while (line != null && !line.startsWith(until));
        assertThat(line).as(until).isNotNull();
    }

    @Test
    void otherPagesOfTheBrowserAreKeptOut() throws Exception {
        HttpResponse<String> withoutHeader = HTTP.send(
                HttpRequest.newBuilder(server.address().resolve("/api/runs"))
                        .POST(HttpRequest.BodyPublishers.ofString("{\"folder\":\"/\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(withoutHeader.statusCode()).isEqualTo(403);
        URI address = server.address();
        try (java.net.Socket socket = new java.net.Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write("GET /api/session HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403");
        }
        assertThat(get("/api/session").headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .contains("default-src 'self'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/runs | {\"folder\":\"/nowhere\"} | 400 | there is no such folder",
                "/api/runs | {\"folder\":5 | 400 | the body",
                "/api/pictures | {\"run\":\"run-9\",\"face\":\"a\"} | 404 | there is no run run-9",
                "/api/pictures | {\"run\":\"run-1\"} | 400 | a picture needs a face, a photograph or an example",
                "/api/pictures | {\"run\":\"run-1\",\"face\":\"../x\"} | 404 | there is no face ../x",
                "/api/wear | {\"picture\":\"FACE\",\"accessory\":\"crown\",\"color\":\"#ffffff\"} | 400 | crown",
                "/api/wear | {\"picture\":\"FACE\",\"accessory\":\"eyeglass frame\",\"color\":\"red\"} | 400 | red",
                "/api/wear | {\"picture\":\"FACE\",\"accessory\":\"eyeglass frame\",\"color\":\"#ffffff\",\"pose\":{\"along\":90,\"across\":0,\"scale\":1,\"degrees\":0}} | 400 | picture",
                "/api/saliency | {\"picture\":\"FACE\",\"mu\":7,\"n\":0,\"phi\":0,\"fill\":\"zero\"} | 400 | 7",
                "/api/chains | {\"picture\":\"FACE\",\"chains\":[\"moat\"]} | 404 | there is no defense moat",
                "/api/attacks | {\"run\":\"run-1\",\"picture\":\"FACE\",\"accessory\":\"eyeglass frame\",\"target\":\"Nobody\",\"preset\":\"PERSISTENT\",\"iterations\":9,\"chain\":\"none\"} | 400 | Nobody",
                "/api/attacks | {\"run\":\"run-1\",\"picture\":\"FACE\",\"accessory\":\"eyeglass frame\",\"preset\":\"FAST\",\"iterations\":9,\"chain\":\"none\"} | 404 | FAST",
                "/api/attacks | {\"run\":\"run-1\",\"picture\":\"FACE\",\"accessory\":\"eyeglass frame\",\"preset\":\"PERSISTENT\",\"iterations\":0,\"chain\":\"none\"} | 400 | 0",
                "/api/photographs | no picture | 422 | the photograph",
            })
    void badInputIsToldInOneLine(String path, String body, int status, String message) throws Exception {
        String face = body.contains("FACE") ? face() : "";
        HttpResponse<String> answer = post(path, body.replace("FACE", face).getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(message).doesNotContain("\\tat ", "Exception", "--set");
    }

    @Test
    void aPortThatIsTakenIsTold() {
        assertThatThrownBy(() -> StudioServer.start(studio, server.address().getPort()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is another program running there?");
    }
}
