package dev.visor.report.evidence;

import dev.visor.evaluation.Answer;
import dev.visor.evaluation.Cell;
import dev.visor.evaluation.Outcome;
import dev.visor.report.html.Download;
import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Table;
import dev.visor.report.verdict.Assessment;
import dev.visor.report.verdict.AttackIndex;
import dev.visor.report.verdict.Mark;
import dev.visor.report.verdict.Standing;
import dev.visor.report.verdict.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What became of each attack: a bar for each of them, and all details in a file; of many attacks, a sample. */
final class Outcomes {

    private static final List<String> COLUMNS = List.of(
            "defense",
            "attacker",
            "accessory",
            "attack",
            "real person",
            "target",
            "answer without defense",
            "confidence without defense",
            "answer",
            "confidence",
            "real confidence",
            "target confidence",
            "certified",
            "masked picture",
            "masked accessory");

    /** So many attacks of a row are on the page. Its file would have many megabytes for each ten thousand attacks. */
    private static final int MOST = 1000;

    private static final String SAMPLE = "Of more than " + MOST + " attacks in a row, " + MOST
            + " are shown, spread evenly; results.json has the answers to all. ";

    private final Assessment assessment;
    private final AttackIndex attacks;

    Outcomes(Assessment assessment, AttackIndex attacks) {
        this.assessment = assessment;
        this.attacks = attacks;
    }

    List<Node> nodes() {
        List<List<Node>> rows = new ArrayList<>();
        List<List<String>> file = new ArrayList<>();
        file.add(COLUMNS);
        for (Standing standing : assessment.all()) {
            for (Cell cell : standing.defense().cells()) {
                if (!cell.outcomes().isEmpty()) {
                    rows.add(row(standing, cell));
                    shown(cell).forEach(outcome -> file.add(line(standing, cell, outcome)));
                }
            }
        }
        if (rows.isEmpty()) {
            return List.of();
        }
        boolean isSample = assessment.all().stream()
                .flatMap(standing -> standing.defense().cells().stream())
                .anyMatch(cell -> cell.outcomes().size() > MOST);
        Table table = Table.of("A bar for each attack", "Defense", "Attacker and accessory", "Attacks")
                .withRows(rows)
                .styled("strips");
        return List.of(
                Html.heading("What became of each attack"),
                Html.element(
                                "p",
                                Html.text("Attacks are in the same order in each row. The tall red ones passed. "
                                        + (isSample ? SAMPLE : "")),
                                Download.csv(
                                        isSample ? "their answers as CSV" : "all answers as CSV",
                                        isSample ? "answers to a sample of attacks" : "answers to all attacks",
                                        file))
                        .styled("explanation"),
                Strip.legend(),
                table.element());
    }

    private List<Node> row(Standing standing, Cell cell) {
        List<Mark> marks = marks(shown(cell));
        Element strip = Strip.of(marks, standing.isAdaptive(cell));
        String signs = marks.stream().map(Mark::sign).collect(Collectors.joining(" "));
        long passed = marks(cell.outcomes()).stream()
                .filter(mark -> mark == Mark.TARGET)
                .count();
        return List.of(
                Html.text(standing.defense().name()),
                Html.text(Wording.where(cell)),
                new Node.Valued(strip, Long.toString(passed), Map.of("", signs)));
    }

    private List<Mark> marks(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> attacks.mark(outcome.attack(), outcome.after()))
                .toList();
    }

    /** Returns the attacks that the page shows: all, or of too many as many as it may show, spread evenly. */
    private static List<Outcome> shown(Cell cell) {
        List<Outcome> all = cell.outcomes();
        int count = Math.min(MOST, all.size());
        return IntStream.range(0, count)
                .mapToObj(i -> all.get((int) ((long) i * all.size() / count)))
                .toList();
    }

    private List<String> line(Standing standing, Cell cell, Outcome outcome) {
        String id = outcome.attack();
        Answer after = outcome.after();
        return List.of(
                standing.defense().name(),
                cell.attacker(),
                cell.accessory(),
                id,
                attacks.attacker(id, outcome.before(), after),
                attacks.target(id, outcome.before(), after),
                answer(outcome.before()),
                Numbers.decimal(outcome.before().confidence(), 4),
                answer(after),
                Numbers.decimal(after.confidence(), 4),
                Numbers.decimal(after.realConfidence(), 4),
                Numbers.decimal(after.targetConfidence(), 4),
                after.certified() ? "yes" : "no",
                share(outcome.maskedShare()),
                share(outcome.maskedRegionShare()));
    }

    private static String answer(Answer answer) {
        return switch (answer.verdict()) {
            case PERSON -> Wording.person(answer.person());
            case UNKNOWN -> "unknown";
            case TAMPERED -> "tampered";
        };
    }

    private static String share(@Nullable Double share) {
        return share == null ? "" : Numbers.decimal(share, 4);
    }
}
