package dev.visor.report;

import dev.visor.recognition.ConfusionMatrix;
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
        String counts = confusion.correct() + " of " + Numbers.count(confusion.total(), "held-out face");
        if (confusion.people().isEmpty() || confusion.total() == 0) {
            return Html.div(
                    "block",
                    Html.heading("Confusion matrix"),
                    Html.paragraph("There were no held-out faces to confuse."));
        }
        return confusion.people().size() > LARGEST_MATRIX
                ? Html.div(
                        "block", Html.heading("Confusions"), Html.paragraph(counts + " recognized."), list(confusion))
                : Html.div(
                        "block",
                        Html.heading("Confusion matrix"),
                        Html.explanation("A row per person, a column per answer: " + counts
                                + " stand on the diagonal, where the answer is right. Any number off it, framed, is a "
                                + "confusion."),
                        matrix(confusion));
    }

    private static Element matrix(ConfusionMatrix confusion) {
        List<Element> head = new ArrayList<>();
        head.add(Html.element("td", "really ↓ answered →").styled("corner"));
        confusion
                .people()
                .forEach(person -> head.add(Html.element("th", Html.span("upright", Wording.person(person)))
                        .with("scope", "col")));
        List<Element> rows = new ArrayList<>();
        for (int r = 0; r < confusion.people().size(); r++) {
            List<Element> cells = new ArrayList<>();
            cells.add(Html.element("th", Wording.person(confusion.people().get(r)))
                    .with("scope", "row"));
            List<Integer> counts = confusion.counts().get(r);
            int faces = counts.stream().mapToInt(Integer::intValue).sum();
            for (int c = 0; c < counts.size(); c++) {
                cells.add(cell(counts.get(c), faces, r == c));
            }
            rows.add(Html.element("tr", cells));
        }
        Element table = Html.element(
                        "table", Html.element("thead", Html.element("tr", head)), Html.element("tbody", rows))
                .styled("confusion");
        return Table.scrolling("Confusion matrix", table);
    }

    private static Element cell(int count, int faces, boolean right) {
        if (count == 0) {
            return Html.element("td", right ? "0" : "·").styled("none");
        }
        return right
                ? Html.element("td", Integer.toString(count))
                        .styled("right")
                        .with("style", SHARES.style((double) count / faces))
                : Html.element("td", Integer.toString(count)).styled("wrong");
    }

    private static Element list(ConfusionMatrix confusion) {
        List<Confusion> all = new ArrayList<>();
        for (int r = 0; r < confusion.people().size(); r++) {
            for (int c = 0; c < confusion.people().size(); c++) {
                int faces = confusion.counts().get(r).get(c);
                if (r != c && faces > 0) {
                    all.add(new Confusion(
                            Wording.person(confusion.people().get(r)),
                            Wording.person(confusion.people().get(c)),
                            faces));
                }
            }
        }
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
