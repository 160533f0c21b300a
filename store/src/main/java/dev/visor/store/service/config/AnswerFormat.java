package dev.visor.store.service.config;

import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where names and scores stand in the JSON of an answer.
 *
 * @param people the list of people who were recognized, with or without scores; or an object with a score for each name; or
 *     a single name
 * @param name where the name stands within one of the list
 * @param score where the score stands within one of the list; null if there are no scores
 * @param scores what the scores mean
 * @param scale what scores are divided by, for example 100 for percent
 * @param threshold the score from which on the service recognizes somebody, as it writes it; null if the service gives it
 *     with its people, or recognizes somebody in every face
 * @param nobody names that stand for nobody
 * @param decision where the service's own decision stands: {@code person}, {@code unknown}, {@code tampered} or
 *     {@code no-face}; null if there is none
 * @param noFace the answer that means that there is no face; null if there is none
 */
public record AnswerFormat(
        Pointer people,
        Pointer name,
        @Nullable Pointer score,
        ScoreKind scores,
        double scale,
        @Nullable Double threshold,
        List<String> nobody,
        @Nullable Pointer decision,
        @Nullable NoFace noFace) {

    /** What files and options can set. */
    public static final Settings<AnswerFormat> SETTINGS = Settings.of(
            AnswerFormat.class,
            Setting.of("people", Pointer.TYPE, "JSON pointer to those who were recognized, a list or a mapping"),
            Setting.of("name", Pointer.TYPE, "JSON pointer to the name within one of them; . if each is a name"),
            Setting.of(
                    "score",
                    Type.optional(Pointer.TYPE),
                    "JSON pointer to the score within one of them; none without scores"),
            Setting.of("scores", Type.word(ScoreKind.class), "what scores mean"),
            Setting.of("scale", Type.number("above 0"), "what scores are divided by, for example 100 for percent"),
            Setting.of(
                    "threshold",
                    Type.optional(Type.number("")),
                    "score from which on the service recognizes somebody, as it writes it"),
            Setting.of("nobody", Type.list(Type.line()), "names that stand for nobody"),
            Setting.of(
                    "decision",
                    Type.optional(Pointer.TYPE),
                    "JSON pointer to the service's own decision: person, unknown, tampered or no-face"),
            Setting.of("no-face", Type.optional(NoFace.SETTINGS), "answer that means that there is no face"));

    /** Checks the ranges and copies the list. */
    public AnswerFormat {
        nobody = List.copyOf(nobody);
        SETTINGS.check(people, name, score, scores, scale, threshold, nobody, decision, noFace);
    }
}
