package dev.visor.report.evidence;

import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Outcome;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.Rates;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Table;
import dev.visor.report.verdict.Assessment;
import dev.visor.report.verdict.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All figures of every cell, and whether proofs held. */
final class Figures {

    private final Assessment assessment;

    Figures(Assessment assessment) {
        this.assessment = assessment;
    }

    List<Node> nodes() {
        List<List<Node>> rows = new ArrayList<>();
        List<List<Node>> certificates = new ArrayList<>();
        for (DefenseResult defense : assessment.results().defenses()) {
            defense.cells().forEach(cell -> rows.add(row(defense, cell)));
            defense.cells().stream()
                    .filter(cell -> cell.brokenCertificates() != null)
                    .forEach(cell -> certificates.add(certificate(defense, cell)));
        }
        List<Node> body = new ArrayList<>();
        if (!certificates.isEmpty()) {
            body.add(Html.heading("Did the proofs hold?"));
            body.add(Table.of(
                            "Attacks on faces with a proven answer",
                            "Defense",
                            "Attacker and accessory",
                            "Clean faces, right and proven",
                            "Proofs broken")
                    .withRows(certificates)
                    .element());
        }
        if (!rows.isEmpty()) {
            body.add(Html.heading("All figures"));
            body.add(all().withRows(rows).styled("dense").element());
        }
        return body;
    }

    private static Table all() {
        String sure = Numbers.threshold(Rates.ARTICLE_THRESHOLD);
        return Table.of(
                "Each defense, attacker and accessory",
                "Defense",
                "Attacker and accessory",
                "Adversarial success",
                "Success at ≥ " + sure,
                "Adversarial accuracy",
                "Tampered",
                "Unknown",
                "Third person",
                "Defense success",
                "Goodness",
                "Masked picture",
                "Masked accessory");
    }

    private static List<Node> row(DefenseResult defense, Cell cell) {
        int trials = cell.success().trials();
        int known = cell.success().hits()
                + cell.recognized().hits()
                + cell.tampered().hits()
                + cell.unknown().hits();
        return List.of(
                Html.text(defense.name()),
                Html.text(Wording.where(cell)),
                Numbers.compactRate(cell.success()),
                at(cell, Rates.ARTICLE_THRESHOLD, Rates::success),
                Numbers.compactRate(cell.recognized()),
                Numbers.fractionNode(cell.tampered()),
                Numbers.fractionNode(cell.unknown()),
                Numbers.fractionNode(new Rate(Math.max(0, trials - known), trials)),
                at(cell, 0, Rates::defenseSuccess),
                Html.text(Numbers.decimal(cell.goodness().value(), 3)),
                Html.text(mean(cell, Outcome::maskedShare)),
                Html.text(mean(cell, Outcome::maskedRegionShare)));
    }

    private static Node at(Cell cell, double threshold, Function<Rates, Rate> rate) {
        return cell.rates().isEmpty()
                ? Html.text(Numbers.NOTHING)
                : Numbers.fractionNode(rate.apply(Rates.at(cell.rates(), threshold)));
    }

    private static String mean(Cell cell, Function<Outcome, @Nullable Double> share) {
        return Numbers.percent(cell.outcomes().stream()
                .map(share)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(Double.NaN));
    }

    private static List<Node> certificate(DefenseResult defense, Cell cell) {
        return List.of(
                Html.text(defense.name()),
                Html.text(Wording.where(cell)),
                Numbers.rateNode(defense.clean().certified()),
                Numbers.rateNode(Objects.requireNonNull(cell.brokenCertificates())));
    }
}
