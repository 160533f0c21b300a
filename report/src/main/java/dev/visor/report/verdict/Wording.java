package dev.visor.report.verdict;

import dev.visor.attack.Knowledge;
import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.Cell;
import dev.visor.face.Identity;
import java.util.List;
import java.util.Locale;

/** People and attackers in plain words. */
public final class Wording {

    private Wording() {}

    /** Returns a person's name as it is written outside of folder names. */
    public static String person(Identity person) {
        return person.name().replace('_', ' ');
    }

    /** Returns who attacks with what. */
    public static String where(Cell cell) {
        return cell.attacker() + " with " + cell.accessory();
    }

    /** Returns what an attacker sees of a system. */
    public static String sees(Knowledge knowledge) {
        return switch (knowledge) {
            case WHITE_BOX -> "white-box: network and weights";
            case SCORE_BASED -> "score-based: the scores of its answers";
            case DECISION_BASED -> "decision-based: its answers without scores";
            case TRANSFER -> "transfer: other systems alone";
        };
    }

    /** Returns how many steps an attack can take. */
    public static String steps(AttackerSummary attacker) {
        return switch (attacker.knowledge()) {
            case WHITE_BOX -> attacker.maxSteps() + " iterations";
            case SCORE_BASED, DECISION_BASED -> attacker.maxSteps() + " queries";
            case TRANSFER -> "tried once";
        };
    }

    /**
     * Returns what is proven. It is about accessories, and not about who somebody is, so they are named.
     *
     * @param families the names of those that a defense declares; none if results lack them
     */
    public static String proven(List<String> families) {
        return "proven against " + (families.isEmpty() ? "the declared accessories" : String.join(", ", families));
    }

    /** Returns words as they begin a sentence. */
    public static String capitalized(String words) {
        int first = words.offsetByCodePoints(0, words.isEmpty() ? 0 : 1);
        return words.substring(0, first).toUpperCase(Locale.ROOT) + words.substring(first);
    }

    /** Returns a name in quotation marks. */
    public static String quoted(String name) {
        return "“" + name + "”";
    }
}
