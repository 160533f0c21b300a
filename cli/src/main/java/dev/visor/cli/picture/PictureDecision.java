package dev.visor.cli.picture;

import dev.visor.face.Identity;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a picture without a defense and with it.
 *
 * @param file the picture
 * @param undefended whom the undefended recognizer takes it for; null for nobody
 * @param undefendedConfidence how sure that one is, in [0, 1]
 * @param verdict what the defended system decides
 * @param person whom it decides for; null if for nobody
 * @param confidence how sure it is, in [0, 1]; null if it decides for nobody
 * @param certified whether the decision is proven against the declared accessories
 */
record PictureDecision(
        String file,
        @Nullable Identity undefended,
        double undefendedConfidence,
        Verdict verdict,
        @Nullable Identity person,
        @Nullable Double confidence,
        boolean certified) {

    static PictureDecision of(Path file, Scores undefended, Decision decision) {
        boolean somebody = decision.verdict() == Verdict.PERSON;
        return new PictureDecision(
                file.toString(),
                undefended.isKnown() ? undefended.best() : null,
                undefended.confidence(),
                decision.verdict(),
                somebody ? decision.scores().best() : null,
                somebody ? decision.scores().confidence() : null,
                decision.certified());
    }

    /** Returns it as a line for people. */
    String line() {
        return file + ": " + before() + " -> " + after();
    }

    /** Returns the answer without a defense, for people. */
    String before() {
        return undefended == null
                ? "unknown"
                : String.format(Locale.ROOT, "%s %.1f %%", undefended, 100 * undefendedConfidence);
    }

    /** Returns the decision of the defended system, for people. */
    String after() {
        return confidence == null
                ? verdict.name().toLowerCase(Locale.ROOT)
                : String.format(Locale.ROOT, "%s %.1f %%%s", person, 100 * confidence, certified ? ", certified" : "");
    }
}
