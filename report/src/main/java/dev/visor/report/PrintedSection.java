package dev.visor.report;

import dev.visor.capture.Distortion;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.PrintedRates;
import dev.visor.evaluation.PrintedRates.Draw;
import dev.visor.evaluation.PrintedRates.Strength;
import dev.visor.evaluation.Rate;
import dev.visor.evaluation.TriedPictures;
import dev.visor.evaluation.captured.CapturedResults;
import dev.visor.experiment.ExperimentResults;
import dev.visor.report.captures.CapturedAttacks;
import dev.visor.report.chart.Axis;
import dev.visor.report.chart.LineChart;
import dev.visor.report.chart.Plot;
import dev.visor.report.chart.Tone;
import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Pictures;
import dev.visor.report.html.Section;
import dev.visor.report.html.Table;
import dev.visor.report.verdict.Assessment;
import dev.visor.report.verdict.AttackIndex;
import dev.visor.report.verdict.Mark;
import dev.visor.run.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is left of attacks when they are printed, worn and photographed in a simulation, and what they die of. */
final class PrintedSection {

    private final ExperimentResults results;
    private final @Nullable CapturedResults captures;
    private final AttackIndex attacks;
    private final Pictures pictures;

    private PrintedSection(Assessment assessment, AttackIndex attacks, Pictures pictures) {
        this.results = assessment.results();
        this.captures = assessment.captures();
        this.attacks = attacks;
        this.pictures = pictures;
    }

    /** Returns the section; empty if nothing was printed. */
    static Optional<Section> of(Assessment assessment, AttackIndex attacks, Pictures pictures) {
        List<Node> body = new PrintedSection(assessment, attacks, pictures).body();
        return body.isEmpty() ? Optional.empty() : Optional.of(new Section("printed", "Printed and worn", body));
    }

    private List<Node> body() {
        List<Node> body = new ArrayList<>();
        if (captures != null) {
            body.addAll(new CapturedAttacks(captures).nodes());
        }
        if (cells().findAny().isPresent()) {
            body.addAll(simulated());
        }
        return body;
    }

    private Stream<Cell> cells() {
        return results.defenses().stream()
                .flatMap(defense -> defense.cells().stream())
                .filter(cell -> cell.printed() != null);
    }

    private List<Node> simulated() {
        List<Node> body = new ArrayList<>();
        if (captures != null) {
            body.add(Html.heading("In a simulation"));
        }
        boolean own =
                cells().anyMatch(cell -> Objects.requireNonNull(cell.printed()).pictures() == TriedPictures.OWN);
        body.add(
                Html.explanation(
                        "Each accessory was printed, worn and photographed in a simulation, "
                                + (own
                                        ? "on the picture of the attacker that the attack was made with, which is easier than at a door, "
                                        : "on pictures of the attacker that the attack was not made with, ")
                                + "by a printer and a camera that it was not made for. The ranges of the simulation are in the settings below, and most of them are assumptions."));
        body.add(Html.explanation(
                "Digital is the picture that the attack was made for; on tried pictures, the accessory is "
                        + "still digital. The next columns count draws, and attacks that succeed in at least half of their draws or in "
                        + "any. Recognized, tampered and broken proofs are counted in draws. A proof says nothing about an accessory "
                        + "that is seen beyond the masks, because it slipped or turned further than is declared, or the camera blurs it: "
                        + "the last column."));
        body.add(rates().element());
        List<Element> charts = new ArrayList<>();
        for (Cell cell : results.undefended().cells()) {
            curves(cell).ifPresent(charts::add);
        }
        if (!charts.isEmpty()) {
            body.add(Html.heading("What do they die of?"));
            body.add(Html.explanation(
                    "The undefended system, with one distortion alone. Strength 1 is that of the simulation."));
            body.add(Html.div("charts", charts));
        }
        results.undefended().cells().forEach(cell -> row(cell).ifPresent(body::add));
        return body;
    }

    private Table rates() {
        Table table = Table.of(
                "Success of digital and of printed accessories",
                "Defense",
                "Attacker",
                "Accessory",
                "Digital",
                "On tried pictures",
                "Printed, draws",
                "Half of the draws",
                "Any draw",
                "Recognized",
                "Tampered",
                "Broken proofs",
                "Broken beyond the masks");
        for (DefenseResult defense : results.defenses()) {
            for (Cell cell : defense.cells()) {
                PrintedRates printed = cell.printed();
                if (printed != null) {
                    table = table.row(
                            Html.strong(defense.name()),
                            Html.text(cell.attacker()),
                            Html.text(cell.accessory()),
                            Numbers.rateNode(cell.success()),
                            Numbers.rateNode(printed.digital()),
                            Numbers.rateNode(printed.success()),
                            Numbers.rateNode(printed.attackers()),
                            Numbers.rateNode(printed.atLeastOnce()),
                            Numbers.rateNode(printed.recognized()),
                            Numbers.rateNode(printed.tampered()),
                            rateOrNothing(printed.brokenCertificates()),
                            rateOrNothing(printed.brokenBeyondMasks()));
                }
            }
        }
        return table;
    }

    private static Node rateOrNothing(@Nullable Rate rate) {
        return rate == null ? Html.text(Numbers.NOTHING) : Numbers.rateNode(rate);
    }

    private static Optional<Element> curves(Cell cell) {
        PrintedRates printed = cell.printed();
        if (printed == null || printed.strengths().isEmpty()) {
            return Optional.empty();
        }
        double digital = printed.digital().value();
        double strongest = 0;
        List<LineChart.Series> series = new ArrayList<>();
        for (Distortion distortion : Distortion.values()) {
            List<LineChart.At> points = new ArrayList<>(List.of(new LineChart.At(0, digital)));
            for (Strength strength : printed.strengths()) {
                if (strength.distortion() == distortion) {
                    points.add(new LineChart.At(
                            strength.strength(), strength.success().value()));
                    strongest = Math.max(strongest, strength.strength());
                }
            }
            series.add(new LineChart.Series(distortion.word(), Tone.at(series.size()), false, points));
        }
        Plot plot = new Plot(Axis.of("strength", 0, strongest, 4), Axis.ofShares("success per draw"));
        return Optional.of(new LineChart(cell.attacker() + " with " + cell.accessory(), plot, series).element());
    }

    /** Returns the draws of the first attack of a cell. */
    private Optional<Element> row(Cell cell) {
        PrintedRates printed = cell.printed();
        if (printed == null || printed.shown().isEmpty()) {
            return Optional.empty();
        }
        String attack = cell.outcomes().get(0).attack();
        List<Element> tiles = new ArrayList<>();
        for (Draw draw : printed.shown()) {
            Mark mark = attacks.mark(attack, draw.answer());
            tiles.add(Html.element(
                            "figure",
                            pictures.show(draw.picture(), "simulated capture"),
                            Html.element(
                                            "p",
                                            Html.span(
                                                    "tag " + mark.styleClass(false), mark.sign() + " " + mark.words()),
                                            Html.text(" "),
                                            Html.strong(Numbers.percent(
                                                    draw.answer().confidence())))
                                    .styled("answer"))
                    .styled("tile"));
        }
        return Optional.of(Html.element(
                        "article",
                        Html.element(
                                "h3",
                                Html.text(Count.of(tiles.size(), "draw") + " of one attack "),
                                Html.span("muted", cell.attacker() + " with " + cell.accessory())),
                        Pictures.strip(tiles))
                .styled("attack"));
    }
}
