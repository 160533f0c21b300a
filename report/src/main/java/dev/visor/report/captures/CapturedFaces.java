package dev.visor.report.captures;

import dev.visor.evaluation.captured.Capture;
import dev.visor.evaluation.captured.CapturedAnswer;
import dev.visor.evaluation.captured.CapturedOutcome;
import dev.visor.evaluation.captured.CapturedPicture;
import dev.visor.evaluation.captured.CapturedResults;
import dev.visor.face.Identity;
import dev.visor.recognition.Verdict;
import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Pictures;
import dev.visor.report.html.Section;
import dev.visor.report.verdict.Mark;
import dev.visor.report.verdict.Wording;
import dev.visor.run.Count;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Some of the faces that were captured, with what each system decides. Attackers who passed come first. */
final class CapturedFaces {

    /** So many faces are shown, because a page is passed on more easily than a folder of photographs. */
    static final int MOST = 24;

    /** How many of them show attackers, if there are honest people as well. */
    private static final int MOST_ATTACKERS = 18;

    /** Noted words up to this length, such as "3 m", stand on one line. */
    private static final int UNBROKEN = 8;

    private static final char NO_BREAK = '\u00a0';

    private final CapturedResults results;
    private final Pictures pictures;

    CapturedFaces(CapturedResults results, Pictures pictures) {
        this.results = results;
        this.pictures = pictures;
    }

    /** Returns the section; empty if no face was found. */
    Optional<Section> section() {
        List<CapturedPicture> attackers = sorted(true);
        List<CapturedPicture> honest = sorted(false);
        int shownAttackers = Math.min(attackers.size(), Math.max(MOST_ATTACKERS, MOST - honest.size()));
        int shownHonest = Math.min(honest.size(), MOST - shownAttackers);
        if (shownAttackers + shownHonest == 0) {
            return Optional.empty();
        }
        List<Node> body = new ArrayList<>();
        body.add(Html.explanation(
                "The faces as the system sees them: cut out of the photographs and aligned. Attackers who passed"
                        + " come first; of honest people, those who were rejected do. Each line below a face is one system with its"
                        + " decision."));
        add("Attackers", attackers, shownAttackers, body);
        add("Honest people", honest, shownHonest, body);
        return Optional.of(new Section("faces", "Faces", body));
    }

    private void add(String title, List<CapturedPicture> all, int shown, List<Node> body) {
        if (shown > 0) {
            String of = shown < all.size() ? ": " + shown + " of " + Count.of(all.size(), "photograph") : "";
            body.add(Html.heading(title + of));
            body.add(Pictures.strip(all.stream().limit(shown).map(this::tile).toList(), "captured"));
        }
    }

    /** Of pictures that weigh the same, people take turns. */
    private List<CapturedPicture> sorted(boolean attacks) {
        List<CapturedPicture> all = results.pictures().stream()
                .filter(picture -> picture.hasFace() && picture.capture().isAttack() == attacks)
                .toList();
        Map<List<Object>, Integer> turns = new HashMap<>();
        Map<CapturedPicture, Integer> turn = new HashMap<>();
        all.forEach(picture ->
                turn.put(picture, turns.merge(List.of(picture.capture().person(), weight(picture)), 1, Integer::sum)));
        return all.stream()
                .sorted(Comparator.comparingInt((CapturedPicture picture) -> -weight(picture))
                        .thenComparing(turn::get))
                .toList();
    }

    /** Returns how much a reader should see a picture: the more, the more systems are wrong about it. */
    private int weight(CapturedPicture picture) {
        return IntStream.range(0, results.systems().size())
                .map(system -> weight(picture.outcome(system), picture.capture().isAttack()))
                .sum();
    }

    private static int weight(CapturedOutcome outcome, boolean attack) {
        return switch (outcome) {
            case TARGET -> 100;
            case OTHER -> 10;
            case TAMPERED, UNKNOWN -> attack ? 0 : 10;
            case RECOGNIZED, NO_FACE -> 0;
        };
    }

    private Element tile(CapturedPicture picture) {
        Capture capture = picture.capture();
        Identity target = capture.target();
        String who = Wording.person(capture.person()) + (target == null ? "" : " → " + Wording.person(target));
        List<Node> parts = new ArrayList<>();
        parts.add(pictures.show(capture.file(), "face of " + who));
        parts.add(Html.element("figcaption", Html.text(who), Html.element("br"), Html.span("muted", noted(capture))));
        IntStream.range(0, results.systems().size())
                .mapToObj(system -> answer(picture, system))
                .forEach(parts::add);
        return Html.element("figure", parts).styled("tile");
    }

    private static String noted(Capture capture) {
        String worn = capture.accessory().isEmpty() ? "nothing worn" : capture.accessory();
        return String.join(
                ", ",
                Stream.of(
                                worn,
                                capture.session().isEmpty() ? "" : "session " + capture.session(),
                                capture.distance(),
                                capture.light())
                        .filter(word -> !word.isEmpty())
                        .map(word -> word.length() <= UNBROKEN ? word.replace(' ', NO_BREAK) : word)
                        .toList());
    }

    private Element answer(CapturedPicture picture, int system) {
        CapturedAnswer answer = picture.answers().get(system);
        Mark mark = mark(picture.outcome(system));
        boolean right = !picture.capture().isAttack() && mark == Mark.REAL;
        Element words = Html.element(
                        "p",
                        Html.span("muted", results.systems().get(system).name() + ": "),
                        Html.span("tag " + mark.styleClass(right), mark.sign() + " " + mark.words()))
                .styled("answer");
        if (mark == Mark.OTHER) {
            words = words.add(Html.text(" " + Wording.person(answer.person())));
        }
        return answer.verdict() == Verdict.PERSON
                ? words.add(Html.text(" "), Html.strong(Numbers.percent(answer.confidence())))
                : words;
    }

    private static Mark mark(CapturedOutcome outcome) {
        return switch (outcome) {
            case TARGET -> Mark.TARGET;
            case OTHER -> Mark.OTHER;
            case RECOGNIZED -> Mark.REAL;
            case TAMPERED -> Mark.TAMPERED;
            case UNKNOWN, NO_FACE -> Mark.UNKNOWN;
        };
    }
}
