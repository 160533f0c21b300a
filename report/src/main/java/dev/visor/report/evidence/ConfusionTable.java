package dev.visor.report.evidence;

import dev.visor.face.Identity;
import dev.visor.recognition.ConfusionMatrix;
import dev.visor.report.chart.HeatMap;
import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Table;
import dev.visor.report.verdict.Wording;
import dev.visor.run.Count;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Who was taken for whom: a matrix for a few people, a list of the confusions for many. */
final class ConfusionTable {

    private static final int LARGEST_MATRIX = 30;
    private static final int LONGEST_LIST = 100;
    private static final HeatMap.Scale SHARES = new HeatMap.Scale(0, 1);

    private record Confusion(String real, String answered, int faces) {}

    private ConfusionTable() {}

    static Element of(ConfusionMatrix confusion) {
        if (confusion.people().isEmpty() || confusion.total() == 0) {
            return Html.paragraph("There were no held-out faces to confuse.");
        }
        Element counts = Html.explanation(confusion.correct() + " of " + Count.of(confusion.total(), "held-out face")
                + " recognized. Any framed number is a confusion.");
        boolean small = confusion.people().size() <= LARGEST_MATRIX;
        return Html.div("block", counts, small ? matrix(confusion) : list(confusion));
    }

    private static Element matrix(ConfusionMatrix confusion) {
        List<Node> headings = new ArrayList<>();
        headings.add(Html.text("really ↓ answered →"));
        confusion.people().forEach(person -> headings.add(Html.span("upright", Wording.person(person))));
        List<List<Node>> rows = new ArrayList<>();
        for (Identity real : confusion.people()) {
            List<Node> cells = new ArrayList<>();
            cells.add(Html.text(Wording.person(real)));
            for (Identity answered : confusion.people()) {
                cells.add(cell(confusion.faces(real, answered), confusion.faces(real), real.equals(answered)));
            }
            rows.add(cells);
        }
        return new Table("Confusion matrix", headings, rows, "confusion")
                .unsorted()
                .element();
    }

    private static Element cell(int count, int faces, boolean right) {
        if (count == 0) {
            return Html.element("td", right ? "0" : "·").styled("none");
        }
        return right
                ? SHARES.cell((double) count / faces, Html.text(Integer.toString(count)))
                : Html.element("td", Integer.toString(count)).styled("wrong");
    }

    private static Element list(ConfusionMatrix confusion) {
        List<Confusion> all = new ArrayList<>();
        confusion
                .answers()
                .forEach((real, answers) -> answers.forEach((answered, faces) -> {
                    if (!real.equals(answered)) {
                        all.add(new Confusion(Wording.person(real), Wording.person(answered), faces));
                    }
                }));
        if (all.isEmpty()) {
            return Html.paragraph("Nobody was taken for anybody else.");
        }
        all.sort(Comparator.comparingInt((Confusion one) -> -one.faces()));
        Table table = Table.of("Who was taken for whom, most frequent first", "Really", "Answered", "Faces");
        for (Confusion one : all.subList(0, Math.min(LONGEST_LIST, all.size()))) {
            table = table.row(one.real(), one.answered(), Integer.toString(one.faces()));
        }
        return all.size() <= LONGEST_LIST
                ? table.element()
                : Html.div(
                        "block",
                        table.element(),
                        Html.paragraph("… and " + (all.size() - LONGEST_LIST) + " more pairs."));
    }
}
