package dev.visor.report.verdict;

import dev.visor.attack.Knowledge;
import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.Cell;
import dev.visor.face.Identity;

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

    /** Returns a name in quotation marks. */
    public static String quoted(String name) {
        return "“" + name + "”";
    }
}
