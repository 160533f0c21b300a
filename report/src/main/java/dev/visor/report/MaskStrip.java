package dev.visor.report;

import dev.visor.evaluation.Answer;
import dev.visor.evaluation.Declaration;
import dev.visor.experiment.Example;
import dev.visor.experiment.UnderMasks;
import dev.visor.experiment.UnderMasks.MaskView;
import dev.visor.experiment.UnderMasks.View;
import dev.visor.face.Identity;
import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Pictures;
import dev.visor.report.verdict.AttackIndex;
import dev.visor.report.verdict.Mark;
import dev.visor.report.verdict.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What each mask of a defense sees of an attack, and who that is, so that one understands why it was accepted or stopped. */
final class MaskStrip {

    /** So many people are named under a mask. */
    private static final int MOST = 3;

    private final Example example;
    private final UnderMasks masks;
    private final Optional<Declaration> declaration;
    private final AttackIndex attacks;
    private final Pictures pictures;

    /**
     * Makes a strip.
     *
     * @param masks those of the example
     * @param declaration what the defense gives proofs against
     */
    MaskStrip(
            Example example,
            UnderMasks masks,
            Optional<Declaration> declaration,
            AttackIndex attacks,
            Pictures pictures) {
        this.example = example;
        this.masks = masks;
        this.declaration = declaration;
        this.attacks = attacks;
        this.pictures = pictures;
    }

    /** Returns what the colors of the masks mean. */
    static Element legend() {
        return Html.element(
                        "ul",
                        entry(Mark.REAL, "who it is"),
                        entry(Mark.TARGET, "the target"),
                        entry(Mark.OTHER, "a third person"),
                        entry(Mark.UNKNOWN, "nobody who is known"))
                .styled("legend");
    }

    private static Element entry(Mark mark, String meaning) {
        return Html.element("li", Html.span("tag " + style(mark), mark.sign() + " " + meaning));
    }

    Element element() {
        return Html.div(
                "under-masks",
                Html.element("h4", "What each mask of “" + example.defense() + "” sees"),
                why(MaskView::attacked, example.defended(), undeclared()),
                tiles(MaskView::attacked, true),
                Html.details(
                        "The same face without the accessory",
                        why(MaskView::clean, masks.clean(), ""),
                        tiles(MaskView::clean, false)));
    }

    private Element why(Function<MaskView, View> which, Answer answer, String more) {
        List<View> views = masks.masks().stream().map(which).toList();
        MaskWhy why = new MaskWhy(views, answer, this::relation);
        return Html.element("p", Html.strong(why.outcome()), Html.text(" " + why.reason(declared()) + more));
    }

    private List<String> declared() {
        return declaration.map(Declaration::names).orElse(List.of());
    }

    private String undeclared() {
        boolean outside = declaration.isPresent() && covering().isEmpty();
        return outside ? " Nothing is proven against this accessory: " + example.accessory() + " is not declared." : "";
    }

    /** Returns the families that what is worn belongs to. */
    private List<String> covering() {
        return declaration.stream()
                .flatMap(declares -> declares.families().stream())
                .filter(family -> family.accessories().contains(example.accessory()))
                .map(Declaration.Family::name)
                .toList();
    }

    private Element tiles(Function<MaskView, View> which, boolean worn) {
        List<Element> tiles = new ArrayList<>();
        for (int i = 0; i < masks.masks().size(); i++) {
            tiles.add(tile(i, which.apply(masks.masks().get(i)), worn));
        }
        return Pictures.strip(tiles);
    }

    private Element tile(int index, View view, boolean worn) {
        String name = masks.masks().get(index).mask();
        List<Integer> like = Stream.iterate(0, i -> i < masks.masks().size(), i -> i + 1)
                .filter(i -> masks.masks().get(i).mask().equals(name))
                .toList();
        String number = like.size() == 1 ? "" : " (" + (like.indexOf(index) + 1) + " of " + like.size() + ")";
        String caption = "without " + name + number;
        boolean covers = worn && like.size() == 1 && covering().contains(name);
        Mark first = view.plausible().isEmpty()
                ? Mark.UNKNOWN
                : mark(view.plausible().get(0).person());
        List<Node> parts = new ArrayList<>();
        parts.add(pictures.show(view.picture(), "picture " + caption));
        parts.add(
                covers
                        ? Html.element(
                                "figcaption",
                                Html.text(caption),
                                Html.element("br"),
                                Html.span("muted", "covers what is worn"))
                        : Html.element("figcaption", caption));
        parts.addAll(people(view));
        return Html.element("figure", parts).styled("tile mask " + style(first) + (covers ? " covers" : ""));
    }

    private List<Element> people(View view) {
        if (view.plausible().isEmpty()) {
            return List.of(answer(Html.span("tag " + style(Mark.UNKNOWN), Mark.UNKNOWN.sign() + " nobody")));
        }
        List<Element> people = new ArrayList<>();
        view.plausible().stream().limit(MOST).forEach(plausible -> {
            Mark mark = mark(plausible.person());
            people.add(answer(
                    Html.span("tag " + style(mark), mark.sign() + " " + Wording.person(plausible.person())),
                    Html.text(" "),
                    Html.strong(Numbers.percent(plausible.confidence()))));
        });
        int more = view.plausible().size() - MOST;
        if (more > 0) {
            people.add(answer(Html.span("muted", "and " + more + " more")));
        }
        return people;
    }

    private static Element answer(Node... parts) {
        return Html.element("p", parts).styled("answer");
    }

    private Mark mark(Identity person) {
        return attacks.mark(example.attack(), person, example.clean(), example.attacked(), example.defended());
    }

    /** Returns what somebody is to the attacker, in words after the name. */
    private String relation(Answer answer) {
        return switch (mark(answer.person())) {
            case REAL -> ", who it is";
            case TARGET -> attacks.dodges(example.attack()) ? ", who it is not" : ", the target";
            case OTHER, TAMPERED, UNKNOWN -> ", a third person";
        };
    }

    /** Green is who it is whatever the attacker knew, since a mask's view is no defense. */
    private static String style(Mark mark) {
        return mark.styleClass(mark == Mark.REAL);
    }
}
