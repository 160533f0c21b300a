package dev.visor.store.export;

import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.evaluation.AttackSummary;
import dev.visor.evaluation.Backfire;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.PrintedRates;
import dev.visor.evaluation.Rates;
import dev.visor.evaluation.TransferResult;
import dev.visor.evaluation.grid.GridPoint;
import dev.visor.evaluation.grid.TuningResult;
import dev.visor.evaluation.openset.Iapar;
import dev.visor.evaluation.openset.OpenSetResult;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.TrainingSummary;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The article's figures as tables for documents: for each attacker and accessory, with and without a threshold. */
final class MarkdownExport {

    private final StringBuilder text = new StringBuilder();

    private MarkdownExport() {}

    /** Returns the tables, those of several systems under headings. */
    static String text(Map<String, ExperimentResults> systems) {
        ExperimentResults single = systems.get(ExportFormat.SINGLE);
        if (single != null) {
            return text(single);
        }
        return systems.entrySet().stream()
                .map(system -> "### " + system.getKey() + "\n\n" + text(system.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String text(ExperimentResults results) {
        MarkdownExport export = new MarkdownExport();
        export.backfires(results);
        export.training(results.training());
        results.attacks().forEach(export::attacks);
        List<Cell> first = results.defenses().get(0).cells();
        for (Cell cell : first) {
            export.table(results, cell.attacker(), cell.accessory());
        }
        export.transfers(results);
        WearersRates.table(results).forEach(export::append);
        export.photographs(results);
        export.printed(results);
        if (results.openSet() != null) {
            export.openSet(results, results.openSet());
        }
        if (results.tuning() != null) {
            export.grid(results.tuning().result());
        }
        return export.text.toString();
    }

    private void append(String line) {
        text.append(line).append('\n');
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    /** Where a defense makes things worse comes first. */
    private void backfires(ExperimentResults results) {
        Backfire.of(results.defenses())
                .forEach(backfire -> line(
                        "- Caution: against `%s`, more attacks pass than without a defense, with an accessory that it does not"
                                + " declare: %s",
                        backfire.defense(), backfire.line()));
    }

    private void training(TrainingSummary training) {
        line("- Training faces recognized: %s", Words.rate(training.training()));
        line("- Held-out faces recognized: %s", Words.rate(training.validation()));
    }

    private void attacks(AttackSummary attacks) {
        line(
                "- Attacks of `%s` with `%s` that reached the confidence asked for: %s, after a median of %s iterations,"
                        + " on %.2f %% of the pixels",
                attacks.attacker(),
                attacks.accessory(),
                Words.rate(attacks.reached()),
                String.format(Locale.ROOT, "%.1f", attacks.medianIterations()).replace(".0", ""),
                100 * attacks.regionShare());
    }

    private void table(ExperimentResults results, String attacker, String accessory) {
        line("");
        line("Attacks of `%s` with `%s`:", attacker, accessory);
        line("");
        line("| | threshold | adversarial success rate | adversarial accuracy | clean accuracy | defense success rate |"
                + " goodness |");
        line("|---|---|---|---|---|---|---|");
        for (DefenseResult defense : results.defenses()) {
            defense.cell(attacker, accessory).ifPresent(cell -> {
                row(defense, cell, 0);
                row(defense, cell, Rates.ARTICLE_THRESHOLD);
            });
        }
    }

    private void row(DefenseResult defense, Cell cell, double threshold) {
        Rates rates = Rates.at(cell.rates(), threshold);
        boolean whole = threshold == 0;
        line(
                "| %s | %s | %s | %s | %s | %s | %s |",
                whole ? defense.name() : "",
                whole ? "none" : threshold,
                Words.rate(rates.success()),
                Words.rate(rates.adversarial()),
                Words.rate(rates.clean()),
                defense.isUndefended() ? "" : Words.rate(rates.defenseSuccess()),
                whole ? String.format(Locale.ROOT, "%.4f", cell.goodness().value()) : "");
    }

    private void transfers(ExperimentResults results) {
        List<ExportRow> rows = ExportRow.of(results).stream()
                .filter(row -> row.cell().transfer() != null)
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        line("");
        line("| attack | against | success on the surrogates | transfer rate | success |");
        line("|---|---|---|---|---|");
        for (ExportRow row : rows) {
            TransferResult transfer = Objects.requireNonNull(row.cell().transfer());
            line(
                    "| %s | %s | %s | %s | %s |",
                    row.attack(),
                    row.defense().name(),
                    Words.rate(transfer.onSurrogates()),
                    Words.rate(transfer.transferred()),
                    Words.rate(row.success()));
        }
    }

    private void photographs(ExperimentResults results) {
        List<ExportRow> rows = ExportRow.of(results).stream()
                .filter(row -> row.cell().endToEnd() != null)
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        line("");
        line("| attack | against | on the crop | in the photograph | survived | no face found |");
        line("|---|---|---|---|---|---|");
        for (ExportRow row : rows) {
            Cell.EndToEndRates rates = Objects.requireNonNull(row.cell().endToEnd());
            line(
                    "| %s | %s | %s | %s | %s | %s |",
                    row.attack(),
                    row.defense().name(),
                    Words.rate(row.success()),
                    Words.rate(rates.success()),
                    Words.rate(rates.survived()),
                    Words.rate(rates.noFace()));
        }
    }

    private void printed(ExperimentResults results) {
        List<ExportRow> rows = ExportRow.of(results).stream()
                .filter(row -> row.cell().printed() != null)
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        line("");
        line("Printed, worn and photographed in a simulation:");
        line("");
        line("| attack | against | digital, on tried pictures | draws | attacks in half of their draws | in any draw |"
                + " broken proofs |");
        line("|---|---|---|---|---|---|---|");
        for (ExportRow row : rows) {
            PrintedRates rates = Objects.requireNonNull(row.cell().printed());
            line(
                    "| %s | %s | %s | %s | %s | %s | %s |",
                    row.attack(),
                    row.defense().name(),
                    Words.rate(rates.digital()),
                    Words.rate(rates.success()),
                    Words.rate(rates.attackers()),
                    Words.rate(rates.atLeastOnce()),
                    rates.brokenCertificates() == null ? "" : Words.rate(rates.brokenCertificates()));
        }
    }

    private void openSet(ExperimentResults results, OpenSetResult open) {
        line("");
        line(
                "Open set, %d people enrolled and %d never enrolled, threshold %.4f:",
                open.enrolled(), open.neverEnrolled(), open.threshold().similarity());
        line("");
        line("| rate | result |");
        line("|---|---|");
        line("| FMR | %s |", Words.rate(open.fmr()));
        line("| FNMR | %s |", Words.rate(open.fnmr()));
        line("| rank-1 | %s |", Words.rate(open.rankOne()));
        open.operatingPoints()
                .forEach(point -> line(
                        "| TAR at FAR %s | %s |",
                        point.far(), Words.rate(point.point().tar())));
        open.defenses().forEach(defense -> {
            line("| FPIR, %s | %s |", defense.defense(), Words.rate(defense.fpir()));
            line("| FNIR, %s | %s |", defense.defense(), Words.rate(defense.fnir()));
        });
        for (Iapar iapar : Iapar.of(results.defenses(), results.attackers())) {
            line(
                    "| IAPAR, %s, %s by %s | %s |",
                    iapar.defense(), iapar.accessory(), iapar.attacker(), Words.rate(iapar.rate()));
        }
    }

    private void grid(TuningResult tuning) {
        line("");
        line("The best combinations of the grid, n and phi in pixels of these pictures:");
        line("");
        line("| objective | combination | AC(clean, r) | AC(adv, r) | AC(adv, t) | goodness |");
        line("|---|---|---|---|---|---|");
        grid("clean faces kept, AC(clean, r)", tuning.bestClean());
        grid("attackers recognized, AC(adv, r)", tuning.bestAdversarial());
        grid("targets protected, 1 - AC(adv, t)", tuning.bestAgainstTarget());
        grid("goodness score", tuning.best());
    }

    private void grid(String objective, GridPoint point) {
        SaliencyMaskConfig mask = point.config();
        line(
                "| %s | map %s, mu = %s, n = %d, phi = %d, %s | %.4f | %.4f | %.4f | %.4f |",
                objective,
                String.valueOf(mask.map()).replace('_', ' '),
                mask.threshold(),
                mask.iterations(),
                mask.minArea(),
                String.valueOf(mask.fill()).toLowerCase(Locale.ROOT),
                point.score().cleanReal(),
                point.score().adversarialReal(),
                point.score().adversarialTarget(),
                point.score().value());
    }
}
