package dev.visor.report;

import dev.visor.evaluation.Answer;
import dev.visor.experiment.AttackRecord;
import dev.visor.experiment.Example;
import dev.visor.experiment.ExperimentResults;
import java.util.List;

/** The examples: one saliency map in large, then each of them through all steps of the defense. */
final class ExampleSections {

    private static final double LARGE = 2.8;
    private static final double SMALL = 1.5;

    private final List<Example> examples;
    private final AttackIndex attacks;
    private final Pictures pictures;

    ExampleSections(ExperimentResults results, AttackIndex attacks, Pictures pictures) {
        this.examples = results.examples();
        this.attacks = attacks;
        this.pictures = pictures;
    }

    /** Returns the section with one map in large. */
    Section saliency() {
        Element explanation = Html.explanation("The saliency map tells how much each pixel influences the answer: the "
                + "darker a place, the higher its influence. Where an adversarial pattern is worn, the map shows a "
                + "dense dark cluster, and that is what the defense looks for.");
        if (examples.isEmpty()) {
            return Section.of("saliency", "The saliency map", explanation, none());
        }
        Example example = examples.get(0);
        String attacker = Wording.person(attacks.get(example.attack()).attacker());
        return Section.of(
                "saliency",
                "The saliency map",
                explanation,
                Html.div(
                        "strip large",
                        Html.element(
                                "figure",
                                pictures.show(example.attackedPicture(), attacker + " with adversarial glasses", LARGE),
                                Html.element("figcaption", attacker + " with adversarial glasses")),
                        Html.element(
                                "figure",
                                pictures.show(example.saliencyPicture(), "saliency map of this picture", LARGE),
                                Html.element("figcaption", "Saliency map of this picture: dark = high influence"))));
    }

    /** Returns the section with every example. */
    Section defense() {
        Element explanation = Html.explanation("The defense turns the saliency map into a mask over the suspiciously "
                + "influential regions and replaces the pixels below it before the picture is recognized. Under each "
                + "picture stands who the system sees in it and how sure it is.");
        Element legend = Html.element(
                        "ul",
                        meaning(AttackIndex.Who.REAL, " who it really is"),
                        meaning(AttackIndex.Who.TARGET, " whom the attacker wants to pass for"),
                        meaning(AttackIndex.Who.OTHER, " somebody else"))
                .styled("legend tags");
        return examples.isEmpty()
                ? Section.of("defense", "The defense on examples", explanation, none())
                : Section.of(
                        "defense",
                        "The defense on examples",
                        explanation,
                        legend,
                        Html.div("examples", examples.stream().map(this::card).toList()));
    }

    private static Element meaning(AttackIndex.Who who, String words) {
        return Html.element("li", AnswerLabel.tag(who), Html.text(words));
    }

    private Element card(Example example) {
        AttackRecord attack = attacks.get(example.attack());
        String title = Wording.person(attack.attacker()) + " → " + Wording.target(attack.target());
        return Html.element(
                        "article",
                        Html.element(
                                "h3",
                                Html.text(title + " "),
                                Html.span("muted", example.attack() + " · defense: " + example.defense())),
                        Html.div(
                                "steps",
                                step("1 · Without glasses", example.facePicture(), answer(example, example.clean())),
                                step("2 · Attacked", example.attackedPicture(), answer(example, example.attacked())),
                                step("3 · Saliency map", example.saliencyPicture(), note("dark = high influence")),
                                step("4 · Mask", example.maskPicture(), note("the region that is replaced")),
                                step("5 · Cleansed", example.cleansedPicture(), answer(example, example.cleansed()))))
                .styled("example");
    }

    private Element step(String title, String picture, Element below) {
        return Html.element(
                "figure",
                Html.element("figcaption", title),
                pictures.show(picture, title.substring(title.indexOf('·') + 2), SMALL),
                below);
    }

    private Element answer(Example example, Answer answer) {
        return AnswerLabel.full(attacks, example.attack(), answer);
    }

    private static Element note(String note) {
        return Html.paragraph(note).styled("muted");
    }

    private static Element none() {
        return Html.paragraph("No examples were kept.");
    }
}
