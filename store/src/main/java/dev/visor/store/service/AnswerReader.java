package dev.visor.store.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.visor.store.file.Json;
import dev.visor.store.service.ServiceAnswer.Outcome;
import dev.visor.store.service.config.AnswerFormat;
import dev.visor.store.service.config.NoFace;
import dev.visor.store.service.config.PeopleFormat;
import dev.visor.store.service.config.Pointer;
import dev.visor.store.service.config.SchemaException;
import dev.visor.store.service.config.ScoreKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the answers of a service. Thread-safe. */
final class AnswerReader {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int OK = 200;

    private final AnswerFormat format;

    AnswerReader(AnswerFormat format) {
        this.format = format;
    }

    /** Whom a service knows, by its names, and from which score on it recognizes somebody; NaN if it does not say that. */
    record Known(List<String> names, double threshold) {}

    /** Returns the JSON of an answer. */
    static JsonNode parse(byte[] body) throws SchemaException {
        try {
            JsonNode value = MAPPER.readTree(body);
            if (value == null || value.isMissingNode()) {
                throw new SchemaException("is empty, must be JSON");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new SchemaException("is no JSON: " + Json.firstLine(e).replaceAll("[^ -~]", "?"));
        } catch (IOException e) {
            throw new SchemaException("is no text in UTF-8");
        }
    }

    /** Returns whether an answer means that there is no face. */
    boolean isNoFace(int status, byte[] body) {
        NoFace noFace = format.noFace();
        if (noFace == null || noFace.status() != status) {
            return false;
        }
        try {
            return noFace.at().in(parse(body)).asText().equals(noFace.is());
        } catch (SchemaException e) {
            return false;
        }
    }

    /** Reads the answer to a picture, whose status is {@value #OK}. */
    ServiceAnswer read(byte[] body) throws SchemaException {
        JsonNode value = parse(body);
        Outcome outcome = outcome(value);
        if (outcome == Outcome.NO_FACE) {
            return ServiceAnswer.noFace();
        }
        SortedMap<String, Double> scores = new TreeMap<>();
        JsonNode people = format.people().existing(value, () -> "the people who were recognized");
        if (people.isArray()) {
            for (JsonNode one : people) {
                add(one, scores);
            }
        } else if (people.isObject() && format.name().in(people).isMissingNode()) {
            for (var entry : people.properties()) {
                put(entry.getKey(), score(entry.getValue(), format.people()), scores);
            }
        } else if (!people.isNull()) {
            add(people, scores);
        }
        return new ServiceAnswer(outcome, scores);
    }

    private Outcome outcome(JsonNode value) throws SchemaException {
        Pointer pointer = format.decision();
        if (pointer == null) {
            return Outcome.BY_SCORES;
        }
        String word = pointer.existing(value, () -> "a decision").asText();
        return switch (word.toLowerCase(Locale.ROOT).replace('_', '-')) {
            case "person" -> Outcome.PERSON;
            case "unknown" -> Outcome.UNKNOWN;
            case "tampered" -> Outcome.TAMPERED;
            case "no-face" -> Outcome.NO_FACE;
            default ->
                throw new SchemaException(
                        "has another word at " + pointer.text() + " than person, unknown, tampered or no-face");
        };
    }

    private void add(JsonNode one, SortedMap<String, Double> scores) throws SchemaException {
        String name = name(format.name(), one);
        Pointer score = format.score();
        put(name, score == null ? 1 : score(score.existing(one, () -> "a score"), score), scores);
    }

    private static String name(Pointer pointer, JsonNode one) throws SchemaException {
        JsonNode name = pointer.existing(one, () -> "a name");
        if (!name.isTextual() && !name.isNumber()) {
            throw new SchemaException("has no text at " + pointer.text() + " of a person, must have a name");
        }
        return name.asText();
    }

    private double score(JsonNode score, Pointer at) throws SchemaException {
        double value = score.isTextual() ? number(score.asText()) : score.isNumber() ? score.asDouble() : Double.NaN;
        if (!Double.isFinite(value)) {
            throw new SchemaException("has no number at " + at.text() + " of a person, must have a score");
        }
        return value / format.scale();
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Keeps the better one of two scores of a person, which a service may give for several pictures. */
    private void put(String name, double score, SortedMap<String, Double> scores) {
        if (!format.nobody().contains(name)) {
            boolean smaller = format.scores() == ScoreKind.DISTANCE && format.score() != null;
            scores.merge(name, score, smaller ? Math::min : Math::max);
        }
    }

    /** Reads the list of people. */
    Known known(PeopleFormat people, byte[] body) throws SchemaException {
        JsonNode value = parse(body);
        JsonNode list = people.at().existing(value, () -> "the list of people");
        if (!list.isArray()) {
            throw new SchemaException("has no list at " + people.at().text() + ", must have the people there");
        }
        List<String> names = new ArrayList<>();
        for (JsonNode one : list) {
            String name = name(people.name(), one);
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        Pointer threshold = people.threshold();
        return new Known(
                List.copyOf(names),
                threshold == null
                        ? Double.NaN
                        : score(threshold.existing(value, () -> "a threshold"), threshold) * format.scale());
    }
}
