package dev.visor.store.export;

import dev.visor.evaluation.AttackerSummary;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.limit.SuccessLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A cell of the matrix with its defense. */
record ExportRow(DefenseResult defense, Cell cell, List<AttackerSummary> attackers) {

    static List<ExportRow> of(ExperimentResults results) {
        List<ExportRow> rows = new ArrayList<>();
        for (DefenseResult defense : results.defenses()) {
            for (Cell cell : defense.cells()) {
                rows.add(new ExportRow(defense, cell, results.attackers()));
            }
        }
        return rows;
    }

    /** Returns which limits apply and are exceeded. */
    List<SuccessLimit> exceeded(List<SuccessLimit> limits) {
        return limits.stream()
                .filter(limit -> limit.defense() == null
                        ? !defense.isUndefended()
                        : Objects.equals(limit.defense(), defense.name()))
                .filter(limit -> limit.isExceededBy(cell, attackers))
                .toList();
    }

    /** Returns whether the attacker knows the defense. */
    boolean adaptive() {
        return attackers.stream().anyMatch(attacker -> attacker.name().equals(cell.attacker()) && attacker.adaptive());
    }

    Rate success() {
        return cell.success();
    }

    /** Returns who attacked how. */
    String attack() {
        return cell.attacker() + " with " + cell.accessory();
    }
}
