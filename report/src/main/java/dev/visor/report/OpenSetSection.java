package dev.visor.report;

import dev.visor.evaluation.Rate;
import dev.visor.evaluation.openset.DetPoint;
import dev.visor.evaluation.openset.Iapar;
import dev.visor.evaluation.openset.IaparLimit;
import dev.visor.evaluation.openset.OpenSetResult;
import dev.visor.experiment.ExperimentResults;
import dev.visor.recognition.Threshold;
import dev.visor.report.chart.Axis;
import dev.visor.report.chart.LineChart;
import dev.visor.report.chart.Plot;
import dev.visor.report.chart.Tone;
import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Section;
import dev.visor.report.html.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How well an open set knows its people and rejects others, and how often impostors with accessories are accepted. */
final class OpenSetSection {

    private final ExperimentResults results;
    private final OpenSetResult open;

    private OpenSetSection(ExperimentResults results, OpenSetResult open) {
        this.results = results;
        this.open = open;
    }

    /** Returns the section; empty for a closed set. */
    static Optional<Section> of(ExperimentResults results) {
        return Optional.ofNullable(results.openSet()).map(open -> new OpenSetSection(results, open).section());
    }

    private Section section() {
        List<Node> body = new ArrayList<>();
        body.add(Html.explanation(
                threshold(open.threshold()) + " " + open.enrolled() + " people are enrolled, " + open.neverEnrolled()
                        + " others are not. Nobody was enrolled with the pictures that are counted here."));
        body.add(Html.div("charts", List.of(chart(), rates().element())));
        accepted().ifPresent(table -> body.add(table.element()));
        body.add(defenses().element());
        List<Iapar> iapars = Iapar.of(results.defenses(), results.attackers());
        if (!iapars.isEmpty()) {
            body.add(Html.heading("Which impostors are accepted?"));
            body.add(iapar(iapars).element());
            body.add(Html.paragraph("Limits: " + documents()
                            + ". Laboratories present real instruments to a sensor. These attacks are digital, so the"
                            + " comparison is a hint and no certification.")
                    .styled("note"));
        }
        return new Section("open-set", "Open set", body);
    }

    private static String threshold(Threshold threshold) {
        String similarity = Numbers.decimal(threshold.similarity(), 4);
        String pairs = threshold.falseMatches() + " of " + threshold.impostorPairs()
                + " impostor pairs of the pictures that people are enrolled with";
        return threshold.falseMatchRate() == null
                ? "A cosine similarity of " + similarity + " is a match. The experiment gave it; " + pairs
                        + " reach it."
                : "A cosine similarity of " + similarity + " is a match. It was calibrated to a false match rate of "
                        + Numbers.percent(threshold.falseMatchRate()) + ": " + pairs + " reach it.";
    }

    private Element chart() {
        List<LineChart.At> curve =
                open.det().stream().map(OpenSetSection::place).toList();
        LineChart.At here = place(new DetPoint(open.threshold().similarity(), open.fmr(), open.fnmr()));
        return new LineChart(
                        "Detection error tradeoff of the undefended system",
                        new Plot(
                                axis("false match rate, %", DetPoint::fmr),
                                axis("false non-match rate, %", DetPoint::fnmr)),
                        List.of(
                                new LineChart.Series("all thresholds", Tone.CIRCLE, false, curve),
                                new LineChart.Series("threshold in use", Tone.SQUARE, false, List.of(here))))
                .element();
    }

    /** A rate of 0 has no place on a logarithmic axis; the chart leaves it out. */
    private static LineChart.At place(DetPoint point) {
        return new LineChart.At(
                Math.log10(point.fmr().value()), Math.log10(point.fnmr().value()));
    }

    /** Returns a logarithmic axis from the power of ten at or below the lowest rate that is not 0. */
    private Axis axis(String title, Function<DetPoint, Rate> rate) {
        double lowest = open.det().stream()
                .map(rate)
                .filter(one -> one.hits() > 0)
                .mapToDouble(one -> Math.log10(one.value()))
                .min()
                .orElse(-1);
        return new Axis(title, Math.min(-1, Math.floor(lowest)), 0, 1, power -> percent(Math.pow(10, power)));
    }

    private static String percent(double share) {
        return Numbers.shortest(Math.round(share * 1e8) / 1e6);
    }

    private static String share(double share) {
        return percent(share) + " %";
    }

    private Table rates() {
        return Table.of("The undefended system at this threshold", "Rate", "Counted", "Result")
                .row(row("FMR", "pictures and templates of two people that match", open.fmr()))
                .row(row("FNMR", "pictures and templates of one person that don't", open.fnmr()))
                .row(row("rank-1", "enrolled people most similar to their own template", open.rankOne()))
                .row(row("FPIR", "pictures of others that are taken for somebody", open.fpir()))
                .row(row("FNIR", "pictures of enrolled people who are not recognized", open.fnir()));
    }

    private static Node[] row(String name, String counted, Rate rate) {
        return new Node[] {Html.text(name), Html.text(counted), Numbers.rateNode(rate)};
    }

    private Optional<Table> accepted() {
        if (open.operatingPoints().isEmpty()) {
            return Optional.empty();
        }
        Table table = Table.of("TAR at FAR on these faces", "FAR at most", "Threshold", "FAR", "TAR");
        for (var point : open.operatingPoints()) {
            table = table.row(
                    Html.text(share(point.far())),
                    Html.text(Numbers.decimal(point.point().threshold(), 4)),
                    Numbers.rateNode(point.point().fmr()),
                    Numbers.rateNode(point.point().tar()));
        }
        return Optional.of(table);
    }

    private Table defenses() {
        Table table = Table.of("What defenses do to clean faces", "Defense", "FPIR", "FNIR");
        for (var defense : open.defenses()) {
            table = table.row(
                    Html.strong(defense.defense()), Numbers.rateNode(defense.fpir()), Numbers.rateNode(defense.fnir()));
        }
        return table;
    }

    private static Table iapar(List<Iapar> all) {
        List<Node> headings = new ArrayList<>(
                List.of(Html.text("Defense"), Html.text("Accessory"), Html.text("Attacker"), Html.text("IAPAR")));
        for (IaparLimit limit : IaparLimit.values()) {
            headings.add(Html.text(limit.title() + ", at most " + Numbers.percent(limit.most())));
        }
        List<List<Node>> rows = new ArrayList<>();
        for (Iapar one : all) {
            List<Node> row = new ArrayList<>(List.of(
                    Html.strong(one.defense()),
                    Html.text(one.accessory()),
                    Html.text(one.attacker()),
                    Numbers.rateNode(one.rate())));
            for (IaparLimit limit : IaparLimit.values()) {
                row.add(Html.text(limit.keeps(one.rate()) ? "kept" : "exceeded"));
            }
            rows.add(row);
        }
        return new Table("IAPAR of each accessory, by the attacker who succeeds most often", headings, rows);
    }

    private static String documents() {
        return Arrays.stream(IaparLimit.values())
                .map(limit -> limit.title() + ": " + limit.document())
                .collect(Collectors.joining("; "));
    }
}
