package dev.visor.report;

import dev.visor.experiment.AttackRecord;
import dev.visor.experiment.AttackSummary;
import dev.visor.experiment.Example;
import dev.visor.experiment.ExperimentResults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The adversarial glasses: attackers over the people they pass for, and how hard it was. */
final class AttackSection {

    private static final double IN_GALLERY = 1.5;
    private static final double IN_STRIP = 1.5;

    private final ExperimentResults results;
    private final AttackIndex attacks;
    private final Pictures pictures;

    AttackSection(ExperimentResults results, AttackIndex attacks, Pictures pictures) {
        this.results = results;
        this.attacks = attacks;
        this.pictures = pictures;
    }

    Section section() {
        List<Node> body = new ArrayList<>();
        body.add(Html.explanation("A pair of glasses is drawn on the attacker's face. Only the pixels of its frame are "
                + "then changed, step by step along the gradient of the network, until the recognizer takes the "
                + "attacker for somebody else. The face itself stays untouched."));
        List<Example> shown = oneEach(results.examples());
        if (!shown.isEmpty()) {
            body.add(gallery(shown));
            body.add(steps(shown.get(0)));
        }
        AttackSummary summary = results.attacks();
        if (summary.attacks().isEmpty()) {
            body.add(figures(summary));
        } else {
            body.add(Html.div("columns", figures(summary), iterations(summary.attacks())));
            body.add(
                    Html.details("All " + Numbers.count(summary.attacks().size(), "attack"), table(summary.attacks())));
        }
        return new Section("attack", "The attack: adversarial glasses", body);
    }

    private static List<Example> oneEach(List<Example> examples) {
        Map<String, Example> byAttack = new LinkedHashMap<>();
        examples.forEach(example -> byAttack.putIfAbsent(example.attack(), example));
        return List.copyOf(byAttack.values());
    }

    private Element gallery(List<Example> shown) {
        return Html.div(
                "block",
                Html.heading("Attackers and whom they pass for"),
                Html.explanation("Above, attackers wearing adversarial glasses, with the answer of the undefended "
                        + "recognizer; below, a picture of the person whom they want to pass for."),
                Html.div("gallery", shown.stream().map(this::pair).toList()));
    }

    private Element pair(Example example) {
        AttackRecord attack = attacks.get(example.attack());
        String attacker = Wording.person(attack.attacker());
        String target = Wording.target(attack.target());
        Element below = example.targetPicture().isEmpty()
                ? Html.div("nobody", Html.text("anybody else"))
                : pictures.show(example.targetPicture(), target + ", the target", IN_GALLERY);
        return Html.element(
                        "figure",
                        pictures.show(example.attackedPicture(), attacker + " with adversarial glasses", IN_GALLERY),
                        Html.element("p", Html.strong(attacker)),
                        Html.element(
                                "p",
                                Html.text("recognized as"),
                                Html.element("br"),
                                AnswerLabel.brief(attacks, example.attack(), example.attacked())),
                        Html.div("arrow", Html.text("↓ wants to pass for")),
                        below,
                        Html.element("p", Html.strong(target)))
                .styled("pair");
    }

    private Element steps(Example example) {
        AttackRecord attack = attacks.get(example.attack());
        String attacker = Wording.person(attack.attacker());
        String goal = attack.target() == null ? "anybody but " + attacker : Wording.person(attack.target());
        return Html.div(
                "block",
                Html.heading("One attack step by step"),
                Html.explanation(
                        "The same picture without glasses, with the plain glasses that the attack starts from, "
                                + "and with the glasses it ends with; how sure the undefended recognizer is."),
                Html.div(
                        "strip",
                        step(
                                example.facePicture(),
                                attacker + " without glasses",
                                "Without glasses: " + Numbers.percent(attack.cleanConfidence()) + " for " + attacker),
                        step(
                                example.startPicture(),
                                attacker + " with plain glasses",
                                "Plain glasses: " + Numbers.percent(attack.startConfidence()) + " for " + goal),
                        step(
                                example.attackedPicture(),
                                attacker + " with adversarial glasses",
                                "After " + Numbers.count(attack.iterations(), "iteration") + ": "
                                        + Numbers.percent(attack.confidence()) + " for " + goal)));
    }

    private Element step(String picture, String description, String caption) {
        return Html.element(
                "figure", pictures.show(picture, description, IN_STRIP), Html.element("figcaption", caption));
    }

    private static Element figures(AttackSummary summary) {
        return Table.of("The attacks on the undefended system", "Figure", "Value")
                .row("pictures of the attackers", summary.pictures())
                .row(
                        Html.text("goal reached with the confidence asked for, as 8-bit pictures"),
                        Numbers.rateNode(summary.reached()))
                .row(
                        "iterations until the best picture, median",
                        summary.attacks().isEmpty() ? Numbers.NOTHING : Numbers.shortest(summary.medianIterations()))
                .row("share of the picture that the frame covers", Numbers.percent(summary.frameShare()))
                .element();
    }

    private static Element iterations(List<AttackRecord> all) {
        return new Histogram(
                        "Iterations until the best picture",
                        "iterations",
                        iterations(all, true),
                        "goal reached",
                        iterations(all, false),
                        "goal not reached")
                .element();
    }

    private static List<Integer> iterations(List<AttackRecord> all, boolean reached) {
        return all.stream()
                .filter(attack -> attack.reached() == reached)
                .map(AttackRecord::iterations)
                .toList();
    }

    private static Element table(List<AttackRecord> all) {
        Table table = Table.of(
                "Each attack; the confidences with glasses are those of the attacker's goal",
                "Attack",
                "Picture",
                "Attacker",
                "Target",
                "Goal reached",
                "Iterations",
                "Without glasses",
                "Plain glasses",
                "Adversarial glasses");
        List<List<Node>> rows = new ArrayList<>();
        for (AttackRecord attack : all) {
            rows.add(List.of(
                    Html.text(attack.id()),
                    Html.text(attack.face()),
                    Html.text(Wording.person(attack.attacker())),
                    Html.text(Wording.target(attack.target())),
                    Html.text(attack.reached() ? "yes" : "no"),
                    Html.text(Integer.toString(attack.iterations())),
                    Html.text(Numbers.percent(attack.cleanConfidence())),
                    Html.text(Numbers.percent(attack.startConfidence())),
                    Html.text(Numbers.percent(attack.confidence()))));
        }
        return new Table(table.title(), table.columns(), rows).element();
    }
}
