package dev.visor.store.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.store.service.config.AnswerFormat;
import dev.visor.store.service.config.BodyKind;
import dev.visor.store.service.config.NoFace;
import dev.visor.store.service.config.Pointer;
import dev.visor.store.service.config.RequestFormat;
import dev.visor.store.service.config.SchemaException;
import dev.visor.store.service.config.ScoreKind;
import dev.visor.store.service.config.SentPicture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bodies of requests, forms of answers, and what becomes of scores. */
class FormatsTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static AnswerFormat format(String people, String name, @Nullable String score, ScoreKind kind) {
        return new AnswerFormat(
                new Pointer(people),
                new Pointer(name),
                score == null ? null : new Pointer(score),
                kind,
                1,
                null,
                List.of("unknown"),
                null,
                new NoFace(400, new Pointer("/code"), "28"));
    }

    private static Map<String, Double> scores(AnswerFormat format, String json) throws SchemaException {
        return new AnswerReader(format).read(bytes(json)).scores();
    }

    @Test
    void answersOfSeveralFormsAreRead() throws SchemaException {
        assertThat(scores(
                        format("/result/0/subjects", "/subject", "/similarity", ScoreKind.SIMILARITY),
                        "{\"result\": [{\"subjects\": [{\"subject\": \"A\", \"similarity\": 0.9}, {\"subject\": \"B\","
                                + " \"similarity\": \"0.25\"}, {\"subject\": \"A\", \"similarity\": 0.5}]}]}"))
                .containsExactly(Map.entry("A", 0.9), Map.entry("B", 0.25));
        assertThat(scores(format("/d", "/name", "/x", ScoreKind.DISTANCE), "{\"d\": {\"A\": 0.4, \"B\": 0.7}}"))
                .containsExactly(Map.entry("A", 0.4), Map.entry("B", 0.7));
        assertThat(scores(format("/who", ".", null, ScoreKind.SIMILARITY), "{\"who\": \"A\"}"))
                .containsExactly(Map.entry("A", 1.0));
        assertThat(scores(format(".", ".", null, ScoreKind.SIMILARITY), "[\"unknown\"]"))
                .isEmpty();
        assertThat(scores(format("/who", ".", null, ScoreKind.SIMILARITY), "{\"who\": null}"))
                .isEmpty();
    }

    @Test
    void answersOfAnotherFormAreRefused() {
        AnswerFormat format = format("/people", "/name", "/score", ScoreKind.SIMILARITY);
        for (String json : List.of(
                "",
                "<html>",
                "{}",
                "{\"people\": [{\"score\": 1}]}",
                "{\"people\": [{\"name\": \"A\"}]}",
                "{\"people\": [{\"name\": \"A\", \"score\": \"high\"}]}",
                "{\"people\": [{\"name\": {}, \"score\": 1}]}",
                "{\"people\": []} x")) {
            assertThatThrownBy(() -> scores(format, json)).as(json).isInstanceOf(SchemaException.class);
        }
    }

    @Test
    void anErrorMayMeanThatThereIsNoFace() {
        AnswerReader reader = new AnswerReader(format("/people", "/name", "/score", ScoreKind.SIMILARITY));

        assertThat(reader.isNoFace(400, bytes("{\"message\": \"No face\", \"code\": 28}")))
                .isTrue();
        assertThat(reader.isNoFace(400, bytes("{\"code\": 29}"))).isFalse();
        assertThat(reader.isNoFace(500, bytes("{\"code\": 28}"))).isFalse();
    }

    private static float[] logits(ScoreKind kind, double threshold, Map<String, Double> scores) {
        Map<Identity, String> names = Map.of(new Identity("A"), "A", new Identity("B"), "B");
        return new Roster(names, format("/people", "/name", "/score", kind), threshold)
                .logits(new ServiceAnswer(ServiceAnswer.Outcome.BY_SCORES, new TreeMap<>(scores)));
    }

    @Test
    void aScoreAtTheThresholdIsRecognizedWhateverScoresMean() {
        assertThat(logits(ScoreKind.SIMILARITY, 0.3, Map.of("A", 0.3, "B", 0.2))[0])
                .isZero();
        assertThat(logits(ScoreKind.DISTANCE, 0.6, Map.of("A", 0.6, "B", 0.7))).satisfies(logits -> {
            assertThat(logits[0]).isZero();
            assertThat(logits[1]).isNegative();
        });
        // The softmax of logarithms brings probabilities back.
        float[] probabilities = logits(ScoreKind.PROBABILITY, 0.5, Map.of("A", 0.8, "B", 0.2));
        assertThat(Math.exp(probabilities[0] - probabilities[1])).isCloseTo(4, within(1e-3));
        assertThat(probabilities[0]).isPositive();
    }

    @Test
    void aServiceWithoutAThresholdRecognizesSomebodyInEveryFace() {
        for (ScoreKind kind : ScoreKind.values()) {
            assertThat(logits(kind, Double.NaN, Map.of("A", 0.01, "B", 0.02))[0])
                    .as(kind.name())
                    .isGreaterThanOrEqualTo(0);
        }
    }

    @Test
    void aPictureIsAPartOfMultipartOrATextInJson() throws Exception {
        byte[] file = {1, 2, 3};
        RequestFormat multipart =
                new RequestFormat("/x", "POST", BodyKind.MULTIPART, "file", null, Map.of("limit", "5"));
        RequestBody parts = RequestBody.of(multipart, multipart.fields(), SentPicture.Format.PNG, file);
        String boundary = parts.mediaType().replaceFirst(".*boundary=", "");
        assertThat(new String(parts.bytes(), StandardCharsets.ISO_8859_1))
                .isEqualTo("--" + boundary + "\r\nContent-Disposition: form-data; name=\"limit\"\r\n"
                        + "Content-Type: text/plain; charset=utf-8\r\n\r\n5\r\n--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"face.png\"\r\n"
                        + "Content-Type: image/png\r\n\r\n\1\2\3\r\n--" + boundary + "--\r\n");

        RequestFormat json =
                new RequestFormat("/x", "POST", BodyKind.JSON, "/image/data", "base64,", Map.of("/image/kind", "png"));
        RequestBody text = RequestBody.of(json, json.fields(), SentPicture.Format.PNG, file);
        assertThat(new String(text.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"image\":{\"kind\":\"png\",\"data\":\"base64,AQID\"}}");
    }

    @Test
    void aMarginShowsTheEdgeOrGray() {
        Image picture = Image.fromRgb8(2, 1, new byte[] {10, 20, 30, 40, 50, 60});
        byte[] edge = new SentPicture(SentPicture.Format.PNG, 0.5, SentPicture.Fill.EDGE)
                .of(picture)
                .toRgb8();
        byte[] gray = new SentPicture(SentPicture.Format.PNG, 0.5, SentPicture.Fill.GRAY)
                .of(picture)
                .toRgb8();

        assertThat(edge).hasSize(4 * 3 * 3).startsWith(10, 20, 30, 10, 20, 30, 40, 50, 60, 40, 50, 60);
        assertThat(gray).startsWith(128, 128, 128).endsWith(128, 128, 128);
        assertThat(gray[15]).isEqualTo((byte) 10);
    }
}
