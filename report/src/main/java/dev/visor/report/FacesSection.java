package dev.visor.report;

import dev.visor.evaluation.Answer;
import dev.visor.evaluation.Declaration;
import dev.visor.experiment.Example;
import dev.visor.experiment.UnderMasks;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Attacks to look at: a row for each attack, with the answers of all defenses side by side. */
final class FacesSection {

    private static final int MAPS = 5;

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
                + "it is. Magenta is what a defense masks. Adaptive attackers make a picture for each defense. The "
                + "first attacks are shown; up to half of the places go to attacks in which a defense accepted "
                + "somebody else."));
        body.add(legend());
        if (examples.stream().anyMatch(example -> example.underMasks() != null)) {
            body.add(Html.explanation(
                    "Some defenses look at the face under one mask for each family of accessories, and "
                            + "accept a person only if all masks agree. Whatever the attacker wears of these families lies "
                            + "under one of the masks, so the picture under that mask does not depend on the attacker. "
                            + "Each picture is framed in the color of the person whom it shows:"));
            body.add(MaskStrip.legend());
        }
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
            tiles.add(tile("Target", pictures.show(first.targetPicture(), target)));
        }
        tiles.add(
                tile("Attacker", pictures.show(first.facePicture(), attacker)).add(answer(row, first.clean(), false)));
        tiles.add(tile("Plain", pictures.show(first.startPicture(), "with the plain accessory")));
        if (same && shown.stream().noneMatch(this::isUndefended)) {
            tiles.add(tile("No defense", pictures.show(first.attackedPicture(), "adversarial picture"))
                    .add(answer(row, first.attacked(), false)));
        }
        shown.forEach(example -> tiles.add(tile(title(example), picture(example))
                .add(answer(
                        row,
                        example.defended(),
                        adaptive,
                        declaration(example).map(Declaration::names).orElse(List.of())))));
        return Html.element(
                        "article",
                        Html.element(
                                "h3",
                                Html.text(attacker + " → " + target + " "),
                                Html.span("muted", row.attacker() + " with " + row.accessory())),
                        Pictures.strip(tiles))
                .add(strips(shown))
                .styled("attack");
    }

    private List<Element> strips(List<Example> shown) {
        List<Element> strips = new ArrayList<>();
        for (Example example : shown) {
            UnderMasks masks = example.underMasks();
            if (masks != null) {
                strips.add(new MaskStrip(example, masks, declaration(example), attacks, pictures).element());
            }
        }
        return strips;
    }

    private Optional<Declaration> declaration(Example example) {
        return assessment.results().defenses().stream()
                .filter(defense -> defense.name().equals(example.defense()))
                .flatMap(defense -> Stream.ofNullable(defense.declaration()))
                .findFirst();
    }

    private String title(Example example) {
        return isUndefended(example) ? "No defense" : example.defense();
    }

    private boolean isUndefended(Example example) {
        return example.defense().equals(assessment.results().undefended().name());
    }

    private Element picture(Example example) {
        if (example.underMasks() != null) {
            return pictures.show(example.attackedPicture(), "adversarial picture");
        }
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
        return answer(row, answer, adaptive, List.of());
    }

    private Element answer(Row row, Answer answer, boolean adaptive, List<String> families) {
        Mark mark = attacks.mark(row.attack(), answer);
        Element words = Html.element("p", tag(mark, adaptive)).styled("answer");
        boolean dodged = mark == Mark.TARGET && attacks.dodges(row.attack());
        if (mark == Mark.OTHER || dodged) {
            words = words.add(Html.text(" " + Wording.person(answer.person())));
        }
        if (mark != Mark.TAMPERED && mark != Mark.UNKNOWN) {
            words = words.add(Html.text(" "), Html.strong(Numbers.percent(answer.confidence())));
        }
        return answer.certified()
                ? words.add(Html.text(" "), Html.span("tag open", "proven").with("title", Wording.proven(families)))
                : words;
    }

    private static Element tag(Mark mark, boolean adaptive) {
        return Html.span("tag " + mark.styleClass(adaptive), mark.sign() + " " + mark.words());
    }

    /** Returns some saliency maps over the faces, of all defenses in turn, and what the recognizer sees in the end. */
    private Optional<Element> maps(List<Example> examples) {
        Map<String, Integer> shown = new HashMap<>();
        List<Element> tiles = examples.stream()
                .filter(example -> example.underMasks() == null)
                .filter(example -> !example.saliencyPicture().isEmpty())
                .collect(Collectors.groupingBy(
                        example -> shown.merge(example.defense(), 1, Integer::sum), TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(List::stream)
                .limit(MAPS)
                .flatMap(this::map)
                .toList();
        return tiles.isEmpty()
                ? Optional.empty()
                : Optional.of(Html.details(
                        "Maps, and what the recognizer sees in the end",
                        Html.explanation(
                                "Red is what a mask goes by; with a saliency mask, where pixels influence "
                                        + "the answer most. Masked pixels are replaced, and the cleansed picture is recognized."),
                        Pictures.strip(tiles)));
    }

    private Stream<Element> map(Example example) {
        Element map = tile(
                "Map, " + example.defense(),
                pictures.showUnder(example.attackedPicture(), example.saliencyPicture(), "saliency map"));
        return example.cleansedPicture().isEmpty()
                ? Stream.of(map)
                : Stream.of(map, tile("Cleansed", pictures.show(example.cleansedPicture(), "cleansed picture")));
    }
}
