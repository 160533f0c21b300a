package dev.visor.report;

import dev.visor.evaluation.Cell;
import dev.visor.experiment.ExperimentResults;
import dev.visor.report.evidence.TransferTable;
import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Page;
import dev.visor.report.html.Section;
import dev.visor.report.html.Table;
import dev.visor.report.verdict.Bands;
import dev.visor.report.verdict.Standing;
import dev.visor.report.verdict.Wording;
import dev.visor.run.Count;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The results of several systems as one HTML page that compares them; it links to the page of each. */
public final class SystemsReport {

    private final Map<String, ExperimentResults> systems;
    private final SystemsVerdict verdict;

    private SystemsReport(Map<String, ExperimentResults> systems) {
        this.systems = systems;
        this.verdict = new SystemsVerdict(systems);
    }

    /**
     * Returns the page; the same input gives the same page.
     *
     * @param title of the experiment
     * @param systems the results by the name of the system, at least one; not everything need have been tried on each
     * @param command what to type to repeat the runs
     */
    public static String render(String title, Map<String, ExperimentResults> systems, String command) {
        SystemsReport report = new SystemsReport(systems);
        List<Section> sections = List.of(report.worst(), report.attacks(), report.provenance(command));
        return new Page(title, report.header(title), sections, List.of()).render();
    }

    private Element header(String title) {
        ExperimentResults any = systems.values().iterator().next();
        List<Node> lines = new ArrayList<>();
        lines.add(Html.paragraph(title).styled("kicker"));
        lines.add(Html.element("h1", verdict.headline()));
        verdict.cautions().forEach(caution -> lines.add(Html.paragraph(caution).styled("caution")));
        lines.add(
                Html.paragraph("Visor red-team report · data set " + any.data().name() + " · "
                                + Count.ofPeople(any.data().picturesPerPerson().size()) + " · "
                                + Count.of(systems.size(), "system") + " under test · seed "
                                + any.provenance().seed())
                        .styled("muted"));
        return Html.element("header", lines);
    }

    private Section worst() {
        List<List<Node>> rows = new ArrayList<>();
        for (String system : systems.keySet()) {
            List<Node> row = new ArrayList<>(List.of(name(system)));
            verdict.defenses().forEach(defense -> row.add(worst(verdict.standing(system, defense))));
            row.add(Numbers.rateNode(results(system).undefended().clean().recognized()));
            row.add(Html.text(results(system).provenance().system()));
            rows.add(row);
        }
        List<Node> all = new ArrayList<>(List.of(Html.strong("all systems")));
        verdict.defenses()
                .forEach(defense -> all.add(
                        worst(verdict.worst(defense).flatMap(worst -> verdict.standing(worst.system(), defense)))));
        all.addAll(List.of(Html.text(""), Html.text("")));
        // The network comes last: on a narrow screen the verdict must be in sight.
        List<String> columns = new ArrayList<>(List.of("System"));
        verdict.defenses().forEach(defense -> columns.add("Worst case with " + Wording.quoted(defense)));
        columns.addAll(List.of("Clean accuracy without a defense", "Network"));
        return Section.of(
                "verdict",
                "Verdict",
                Html.explanation(
                        "The attacks that passed, of the attacker and the accessory that succeed most often. The "
                                + "name of a system leads to its own page, with faces and evidence."),
                table("Each system at its worst", columns, rows)
                        .total(all)
                        .styled("verdicts")
                        .element(),
                Bands.legend());
    }

    private ExperimentResults results(String system) {
        return Optional.ofNullable(systems.get(system)).orElseThrow();
    }

    private static Table table(String title, List<String> columns, List<List<Node>> rows) {
        return new Table(title, columns.stream().map(Html::text).toList(), rows);
    }

    private static Node name(String system) {
        return Html.element("a", Html.strong(system)).with("href", system.replace(" ", "%20") + "/report.html");
    }

    private static Node worst(Optional<Standing> standing) {
        Optional<Cell> worst = standing.flatMap(Standing::worst);
        if (standing.isEmpty() || worst.isEmpty()) {
            return Html.text(Numbers.NOTHING);
        }
        String by = worst.get().success().hits() == 0 ? "nobody" : Wording.where(worst.get());
        return Html.element("td", Numbers.rateNode(worst.get().success()), Html.span("muted", by))
                .styled("band " + standing.get().band().styleClass());
    }

    /** Returns every attacker with every accessory on every system, a table for each defense. */
    private Section attacks() {
        List<Node> body = new ArrayList<>();
        body.add(Html.explanation(
                "Each cell shows the attacks that passed, their share, and the 95 % interval in percent."));
        for (String defense : verdict.defenses()) {
            Set<String> attacks = new LinkedHashSet<>();
            systems.keySet()
                    .forEach(
                            system -> cells(system, defense).map(Wording::where).forEach(attacks::add));
            List<List<Node>> rows = new ArrayList<>();
            for (String attack : attacks) {
                rows.add(Stream.concat(
                                Stream.of(Html.text(attack)),
                                systems.keySet().stream().map(system -> passed(attack, system, defense)))
                        .toList());
            }
            List<String> columns = Stream.concat(Stream.of("Attacker"), systems.keySet().stream())
                    .toList();
            body.add(table("Attacks with " + Wording.quoted(defense), columns, rows)
                    .element());
        }
        body.addAll(TransferTable.of(systems));
        return new Section("attacks", "Attacks", body);
    }

    private Stream<Cell> cells(String system, String defense) {
        return verdict.standing(system, defense).stream().flatMap(standing -> standing.defense().cells().stream());
    }

    private Node passed(String attack, String system, String defense) {
        return cells(system, defense)
                .filter(cell -> Wording.where(cell).equals(attack))
                .findFirst()
                .map(cell -> Numbers.rateNode(cell.success()))
                .orElse(Html.text("not tried"));
    }

    private Section provenance(String command) {
        Table table = Table.of("The systems", "System", "Network", "Weights (SHA-256)");
        for (String system : systems.keySet()) {
            table = table.row(
                    system,
                    results(system).provenance().system(),
                    results(system).provenance().weightsSha256());
        }
        // Not "settings", which begins a new page when printed: this page is short.
        return Section.of(
                "provenance",
                "Settings and provenance",
                Html.paragraph("This command repeats the runs, with the same figures:"),
                Html.element("pre", Html.element("code", command)).styled("command"),
                table.element());
    }
}
