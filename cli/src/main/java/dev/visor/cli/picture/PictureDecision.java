package dev.visor.cli.picture;

import dev.visor.accessory.AccessoryFamily;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.face.Identity;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;
import java.nio.file.Path;
import java.util.List;
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
 * @param certified whether it is proven that no accessory of the declared families made the system decide for another person
 * @param provenAgainst the names of these families; none if the decision is not certified
 */
record PictureDecision(
        String file,
        @Nullable Identity undefended,
        double undefendedConfidence,
        Verdict verdict,
        @Nullable Identity person,
        @Nullable Double confidence,
        boolean certified,
        List<String> provenAgainst) {

    /**
     * Returns what is shown of a decision.
     *
     * @param chain made it
     */
    static PictureDecision of(Path file, Scores undefended, Decision decision, ChainConfig chain) {
        boolean somebody = decision.verdict() == Verdict.PERSON;
        return new PictureDecision(
                file.toString(),
                undefended.isKnown() ? undefended.best() : null,
                undefended.confidence(),
                decision.verdict(),
                somebody ? decision.scores().best() : null,
                somebody ? decision.scores().confidence() : null,
                decision.certified(),
                decision.certified()
                        ? chain.declared().stream().map(AccessoryFamily::name).toList()
                        : List.of());
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
    String decided() {
        return confidence == null
                ? verdict.name().toLowerCase(Locale.ROOT)
                : String.format(Locale.ROOT, "%s %.1f %%", person, 100 * confidence);
    }

    /**
     * Returns the decision with what is proven of it. A certificate is about accessories, and does not prove who somebody is;
     * so the accessories are named.
     */
    String after() {
        return certified ? decided() + ", proven against " + String.join(", ", provenAgainst) : decided();
    }
}
