package dev.visor.report;

import dev.visor.evaluation.Answer;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.DefenseResult;
import dev.visor.evaluation.Outcome;
import dev.visor.evaluation.Outcome.EndToEnd;
import dev.visor.experiment.Example;
import dev.visor.experiment.ExperimentResults;
import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Pictures;
import dev.visor.report.html.Section;
import dev.visor.report.html.Table;
import dev.visor.report.verdict.AttackIndex;
import dev.visor.report.verdict.Mark;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How many attacks survive when the photograph is saved, and its face is detected and identified anew. */
final class PhotographSection {

    /** So many attacks are shown. */
    private static final int MOST = 6;

    private final ExperimentResults results;
    private final AttackIndex attacks;
    private final Pictures pictures;

    private PhotographSection(ExperimentResults results, AttackIndex attacks, Pictures pictures) {
        this.results = results;
        this.attacks = attacks;
        this.pictures = pictures;
    }

    /** Returns the section; empty if no attack was made in a photograph. */
    static Optional<Section> of(ExperimentResults results, AttackIndex attacks, Pictures pictures) {
        boolean any = results.defenses().stream()
                .flatMap(defense -> defense.cells().stream())
                .anyMatch(cell -> cell.endToEnd() != null);
        return any ? Optional.of(new PhotographSection(results, attacks, pictures).section()) : Optional.empty();
    }

    private Section section() {
        List<Node> body = new ArrayList<>();
        body.add(Html.explanation(
                "The accessory was drawn into the photograph. The photograph was saved, and its face was "
                        + "detected, aligned and identified anew. On the crop means with the alignment that the attack was made "
                        + "for. An attack survives if it succeeds both ways."));
        body.add(rates().element());
        body.add(offsets().element());
        examples().values().stream().limit(MOST).map(this::row).forEach(body::add);
        return new Section("photograph", "In the photograph", body);
    }

    private Table rates() {
        Table table = Table.of(
                "Attacks that succeed on the crop, and in the photograph",
                "Defense",
                "Attacker",
                "Accessory",
                "On the crop",
                "In the photograph",
                "Survived",
                "No face found");
        for (DefenseResult defense : results.defenses()) {
            for (Cell cell : defense.cells()) {
                Cell.EndToEndRates rates = cell.endToEnd();
                if (rates != null) {
                    table = table.row(
                            Html.strong(defense.name()),
                            Html.text(cell.attacker()),
                            Html.text(cell.accessory()),
                            Numbers.rateNode(cell.success()),
                            Numbers.rateNode(rates.success()),
                            Numbers.rateNode(rates.survived()),
                            Numbers.rateNode(rates.noFace()));
                }
            }
        }
        return table;
    }

    /** Returns how far the eyes are from where the first alignment had them. */
    private Table offsets() {
        Table table = Table.of(
                "Eyes of the second alignment from those of the first, in eye distances",
                "Attacker",
                "Accessory",
                "Median",
                "95th percentile",
                "Largest");
        for (Cell cell : results.undefended().cells()) {
            double[] sorted = cell.outcomes().stream()
                    .map(Outcome::endToEnd)
                    .filter(Objects::nonNull)
                    .map(EndToEnd::offset)
                    .filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            if (sorted.length > 0) {
                table = table.row(cell.attacker(), cell.accessory(), at(sorted, 0.5), at(sorted, 0.95), at(sorted, 1));
            }
        }
        return table;
    }

    private static String at(double[] sorted, double share) {
        return Numbers.decimal(sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)], 3);
    }

    /** Returns the examples in photographs, the first defense of each attack. */
    private Map<List<String>, Example> examples() {
        Map<List<String>, Example> shown = new LinkedHashMap<>();
        results.examples().stream()
                .filter(example -> example.photograph() != null)
                .forEach(example ->
                        shown.putIfAbsent(List.of(example.attacker(), example.accessory(), example.attack()), example));
        return shown;
    }

    private Element row(Example example) {
        Example.InPhotograph photograph = Objects.requireNonNull(example.photograph());
        String attacker = attacks.attacker(example.attack(), example.clean(), example.attacked(), example.defended());
        String target = attacks.target(example.attack(), example.attacked(), example.defended());
        Answer again = photograph.outcome().answer();
        List<Element> tiles = new ArrayList<>();
        tiles.add(tile("Photograph", pictures.show(photograph.wholePicture(), "attacked photograph")));
        tiles.add(tile("Crop", pictures.show(example.attackedPicture(), "crop that was attacked"))
                .add(answer(example, example.defended())));
        if (again == null || photograph.foundPicture().isEmpty()) {
            tiles.add(Html.paragraph("no face was found").styled("note"));
        } else {
            tiles.add(tile("Found anew", pictures.show(photograph.foundPicture(), "crop that was found anew"))
                    .add(answer(example, again)));
        }
        return Html.element(
                        "article",
                        Html.element(
                                "h3",
                                Html.text(attacker + " → " + target + " "),
                                Html.span(
                                        "muted",
                                        example.attacker() + " with " + example.accessory() + ", "
                                                + example.defense())),
                        Pictures.strip(tiles))
                .styled("attack");
    }

    private static Element tile(String title, Element picture) {
        return Html.element("figure", picture, Html.element("figcaption", title))
                .styled("tile");
    }

    private Element answer(Example example, Answer answer) {
        Mark mark = attacks.mark(example.attack(), answer);
        return Html.element(
                        "p",
                        Html.span("tag " + mark.styleClass(false), mark.sign() + " " + mark.words()),
                        Html.text(" "),
                        Html.strong(Numbers.percent(answer.confidence())))
                .styled("answer");
    }
}
