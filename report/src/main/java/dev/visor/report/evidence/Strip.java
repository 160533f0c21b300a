package dev.visor.report.evidence;

import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.verdict.Mark;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Attacks as a row of bars, the taller the worse, which can be distinguished without colors. */
final class Strip {

    private static final int PER_LINE = 50;
    private static final int STEP = 8;
    private static final int WIDTH = 6;
    private static final int LINE = 15;
    private static final int TALLEST = 12;

    private Strip() {}

    static Element of(List<Mark> marks, boolean adaptive) {
        int columns = Math.min(PER_LINE, marks.size());
        int lines = (marks.size() + PER_LINE - 1) / PER_LINE;
        List<Element> paths = Stream.of(Mark.values())
                .filter(marks::contains)
                .map(mark -> path(marks, mark).styled("bar " + mark.styleClass(adaptive)))
                .toList();
        return Html.element("svg", Html.element("title", "the answers to " + marks.size() + " attacks"))
                .styled("strip")
                .with("viewBox", "0 0 " + columns * STEP + " " + lines * LINE)
                .with("width", Integer.toString(columns * STEP))
                .with("height", Integer.toString(lines * LINE))
                .with("role", "img")
                .add(paths);
    }

    static Element legend() {
        return Html.element(
                        "ul",
                        Stream.of(Mark.values())
                                .map(mark ->
                                        Html.element("li", of(List.of(mark), false), Html.text(" " + mark.words())))
                                .toList())
                .styled("legend");
    }

    private static Element path(List<Mark> marks, Mark which) {
        StringBuilder path = new StringBuilder();
        IntStream.range(0, marks.size()).filter(i -> marks.get(i) == which).forEach(i -> {
            int bottom = (i / PER_LINE) * LINE + TALLEST + 1;
            path.append('M').append((i % PER_LINE) * STEP).append(' ').append(bottom);
            path.append('h').append(WIDTH).append('v').append(-height(which));
            path.append('h').append(-WIDTH).append('z');
        });
        return Html.element("path").with("d", path.toString());
    }

    private static int height(Mark mark) {
        return switch (mark) {
            case REAL -> 3;
            case UNKNOWN -> 1;
            case TAMPERED -> 5;
            case OTHER -> 8;
            case TARGET -> TALLEST;
        };
    }
}
