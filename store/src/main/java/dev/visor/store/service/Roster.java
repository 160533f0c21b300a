package dev.visor.store.service;

import dev.visor.face.Identity;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Threshold;
import dev.visor.store.service.config.AnswerFormat;
import dev.visor.store.service.config.ScoreKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who takes part: the people of the faces, as the service calls them. Somebody whom the service knows and the faces lack
 * counts as nobody. Immutable and thread-safe.
 */
final class Roster {

    private final Gallery gallery;
    private final Map<String, Integer> indices;
    private final AnswerFormat format;
    private final ScoreKind kind;

    /**
     * Makes a roster.
     *
     * @param names the service's names of the people
     * @param threshold from which score on it recognizes somebody, as it writes it; NaN for always
     */
    Roster(Map<Identity, String> names, AnswerFormat format, double threshold) {
        this.format = format;
        this.kind = format.score() == null ? ScoreKind.SIMILARITY : format.scores();
        double least = format.score() == null ? 0 : Double.isNaN(threshold) ? kind.worst() : threshold / format.scale();
        List<Identity> people = new ArrayList<>(new TreeMap<>(names).keySet());
        this.gallery = Gallery.openSet(people, new Threshold((float) kind.similarity(least), null, 0, 0));
        Map<String, Integer> numbers = new LinkedHashMap<>();
        people.forEach(person -> numbers.put(String.valueOf(names.get(person)), numbers.size()));
        this.indices = Collections.unmodifiableMap(numbers);
    }

    Gallery gallery() {
        return gallery;
    }

    /**
     * Returns the logits of an answer. That of nobody is 0, so they are lowered by that of somebody else who is recognized, and
     * shifted where the service decides otherwise than its scores.
     */
    float[] logits(ServiceAnswer answer) {
        Threshold threshold = gallery.threshold().orElseThrow();
        float[] logits = new float[gallery.size()];
        java.util.Arrays.fill(logits, threshold.logit((float) kind.similarity(kind.worst())));
        float[] other = {0};
        answer.scores().forEach((name, score) -> {
            float logit = threshold.logit((float) kind.similarity(score));
            Integer index = indices.get(name);
            if (index == null) {
                other[0] = Math.max(other[0], logit);
            } else {
                logits[index] = logit;
            }
        });
        float best = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < logits.length; i++) {
            logits[i] -= other[0];
            best = Math.max(best, logits[i]);
        }
        float shift = shift(answer.outcome(), best, other[0] > 0);
        for (int i = 0; i < logits.length; i++) {
            logits[i] += shift;
        }
        return logits;
    }

    /** Returns what makes the highest logit say what the service decides. */
    private static float shift(ServiceAnswer.Outcome outcome, float best, boolean other) {
        return switch (outcome) {
            case BY_SCORES -> 0;
            case PERSON -> best < 0 && !other ? -best : 0;
            case UNKNOWN, TAMPERED -> best >= 0 ? -best - Threshold.SCALE / 1024 : 0;
            case NO_FACE -> -Threshold.SCALE - best;
        };
    }

    AnswerFormat format() {
        return format;
    }
}
