package dev.visor.report;

import dev.visor.evaluation.Answer;
import dev.visor.experiment.Example;
import dev.visor.report.html.Element;
import dev.visor.report.html.Html;
import dev.visor.report.html.Node;
import dev.visor.report.html.Numbers;
import dev.visor.report.html.Pictures;
import dev.visor.report.html.Section;
import dev.visor.report.verdict.Assessment;
import dev.visor.report.verdict.AttackIndex;
import dev.visor.report.verdict.Mark;
import dev.visor.report.verdict.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Attacks to look at: a row for each attack, with the answers of all defenses side by side. */
final class FacesSection {

    private static final int MAPS = 8;

    private final Assessment assessment;
    private final AttackIndex attacks;
    private final Pictures pictures;

    private record Row(String attacker, String accessory, String attack) {}

    FacesSection(Assessment assessment, AttackIndex attacks, Pictures pictures) {
        this.assessment = assessment;
        this.attacks = attacks;
        this.pictures = pictures;
    }

    /** Returns the section; empty if no examples were kept. */
    Optional<Section> section() {
        List<Example> examples = assessment.results().examples();
        if (examples.isEmpty()) {
            return Optional.empty();
        }
        Map<Row, List<Example>> rows = new LinkedHashMap<>();
        examples.forEach(example -> rows.computeIfAbsent(
                        new Row(example.attacker(), example.accessory(), example.attack()), row -> new ArrayList<>())
                .add(example));
        List<Node> body = new ArrayList<>();
        body.add(Html.explanation("Each row is one attack. Below each picture is what the system answers, and how sure "
                + "it is. Magenta is what a defense masks before the face is recognized."));
        body.add(legend());
        rows.forEach((row, shown) -> body.add(row(row, shown)));
        maps(examples).ifPresent(body::add);
        return Optional.of(new Section("faces", "Faces", body));
    }

    private static Element legend() {
        return Html.element(
                        "ul",
                        Stream.of(Mark.values())
                                .map(mark -> Html.element("li", tag(mark, false)))
                                .toList())
                .styled("legend");
    }

    private Element row(Row row, List<Example> shown) {
        Example first = shown.get(0);
        boolean same =
                shown.stream().allMatch(example -> pictures.same(example.attackedPicture(), first.attackedPicture()));
        String attacker = attacks.attacker(row.attack(), first.clean(), first.attacked(), first.defended());
        String target = attacks.target(row.attack(), first.attacked(), first.defended());
        boolean adaptive = assessment.adaptive().contains(row.attacker());
        List<Element> tiles = new ArrayList<>();
        if (!first.targetPicture().isEmpty()) {
            tiles.add(tile("Target: " + target, pictures.show(first.targetPicture(), target)));
        }
        tiles.add(tile("Attacker: " + attacker, pictures.show(first.facePicture(), attacker))
                .add(answer(row, first.clean(), false)));
        tiles.add(tile("Plain " + row.accessory(), pictures.show(first.startPicture(), "with the plain accessory")));
        if (same && shown.stream().noneMatch(this::isUndefended)) {
            tiles.add(tile("Adversarial, no defense", pictures.show(first.attackedPicture(), "adversarial picture"))
                    .add(answer(row, first.attacked(), false)));
        }
        shown.forEach(example ->
                tiles.add(tile(title(example), picture(example)).add(answer(row, example.defended(), adaptive))));
        return Html.element(
                        "article",
                        Html.element(
                                "h3",
                                Html.text(attacker + " → " + target + " "),
                                Html.span("muted", row.attacker() + " with " + row.accessory())),
                        Html.div("tiles", tiles))
                .styled("attack");
    }

    private String title(Example example) {
        return isUndefended(example) ? "Adversarial, no defense" : example.defense();
    }

    private boolean isUndefended(Example example) {
        return example.defense().equals(assessment.results().undefended().name());
    }

    private Element picture(Example example) {
        if (!example.maskPicture().isEmpty()) {
            return pictures.show(example.maskPicture(), "what " + example.defense() + " masks");
        }
        return example.saliencyPicture().isEmpty()
                ? pictures.show(example.attackedPicture(), "adversarial picture")
                : pictures.showUnder(
                        example.attackedPicture(), example.saliencyPicture(), "saliency map of " + example.defense());
    }

    private static Element tile(String title, Element picture) {
        return Html.element("figure", picture, Html.element("figcaption", title))
                .styled("tile");
    }

    private Element answer(Row row, Answer answer, boolean adaptive) {
        Mark mark = attacks.mark(row.attack(), answer);
        Element words = Html.element("p", tag(mark, adaptive)).styled("answer");
        if (mark != Mark.TAMPERED && mark != Mark.UNKNOWN) {
            words = words.add(
                    Html.text(" " + Wording.person(answer.person()) + " "),
                    Html.strong(Numbers.percent(answer.confidence())));
        }
        return answer.certified() ? words.add(Html.text(" "), Html.span("tag open", "certified")) : words;
    }

    private static Element tag(Mark mark, boolean adaptive) {
        return Html.span("tag " + mark.styleClass(adaptive), mark.sign() + " " + mark.words());
    }

    /** Returns the saliency maps over the faces, and what the recognizer sees in the end. */
    private Optional<Element> maps(List<Example> examples) {
        List<Element> tiles = new ArrayList<>();
        for (Example example : examples) {
            if (!example.saliencyPicture().isEmpty() && tiles.size() < 2 * MAPS) {
                String name = attacks.attacker(example.attack(), example.clean(), example.attacked());
                tiles.add(tile(
                        name + ", map of " + example.defense(),
                        pictures.showUnder(example.attackedPicture(), example.saliencyPicture(), "saliency map")));
                if (!example.cleansedPicture().isEmpty()) {
                    tiles.add(tile("cleansed", pictures.show(example.cleansedPicture(), "cleansed picture")));
                }
            }
        }
        return tiles.isEmpty()
                ? Optional.empty()
                : Optional.of(Html.details(
                        "Saliency maps, and what the recognizer sees in the end",
                        Html.explanation("Red is where pixels influence the answer most. The masked pixels are "
                                + "replaced, and the cleansed picture is recognized."),
                        Html.div("tiles", tiles)));
    }
}
