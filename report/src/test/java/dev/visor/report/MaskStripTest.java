package dev.visor.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.evaluation.Answer;
import dev.visor.evaluation.Declaration;
import dev.visor.evaluation.DefenseResult;
import dev.visor.experiment.Example;
import dev.visor.experiment.ExperimentResults;
import dev.visor.experiment.UnderMasks;
import dev.visor.experiment.UnderMasks.MaskView;
import dev.visor.experiment.UnderMasks.Plausible;
import dev.visor.experiment.UnderMasks.View;
import dev.visor.face.Identity;
import dev.visor.recognition.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MaskStripTest {

    private static final Identity ADA = new Identity("Ada_Lovelace");
    private static final Identity BO = new Identity("Bo_Diddley");
    private static final Identity CLEO = new Identity("Cleo");
    private static final Answer CLEAN = new Answer(Verdict.PERSON, ADA, 0.9, 0.9, 0.05, true);
    private static final Declaration DECLARATION = new Declaration(List.of(
            new Declaration.Family("glasses", List.of(SampleResults.GLASSES)),
            new Declaration.Family("hat band", List.of())));

    private static View view(Identity... people) {
        return new View(
                "recommended/E1-" + people.length + "-attacked.png",
                Stream.of(people).map(person -> new Plausible(person, 0.75)).toList());
    }

    private static MaskView mask(String name, View attacked) {
        return new MaskView(name, attacked, view(ADA));
    }

    /** Returns the sample with one attack on the last defense, by Ada, who wants to pass for Bo. */
    private static ExperimentResults results(Answer defended, MaskView... masks) {
        ExperimentResults sample = SampleResults.typical();
        List<DefenseResult> defenses = new ArrayList<>(sample.defenses());
        DefenseResult last = defenses.remove(defenses.size() - 1);
        defenses.add(new DefenseResult(last.name(), last.chain(), DECLARATION, last.clean(), last.cells(), List.of()));
        Example example = sample.examples().stream()
                .filter(any -> any.attack().equals("E1") && any.defense().equals(last.name()))
                .findFirst()
                .orElseThrow();
        return new ExperimentResults(
                ExperimentResults.VERSION,
                sample.provenance(),
                sample.data(),
                sample.training(),
                null,
                sample.attackers(),
                sample.accessories(),
                sample.attacks(),
                null,
                defenses,
                List.of(),
                List.of(new Example(
                        example.attack(),
                        example.attacker(),
                        example.accessory(),
                        example.defense(),
                        example.clean(),
                        example.attacked(),
                        defended,
                        example.facePicture(),
                        example.targetPicture(),
                        example.startPicture(),
                        example.attackedPicture(),
                        "E1-saliency.png",
                        "E1-mask.png",
                        "E1-cleansed.png",
                        new UnderMasks(CLEAN, List.of(masks)),
                        null)));
    }

    private static String page(ExperimentResults results) {
        return HtmlReport.render(results, null, List.of(), SampleResults.COMMAND, SamplePictures::png);
    }

    private static String text(String html) {
        return html.substring(html.indexOf("<body"))
                .replace("<br />", " ")
                .replaceAll("<[^>]*>", "")
                .replaceAll("\\s+", " ");
    }

    private static Answer answer(Verdict verdict, Identity person) {
        return new Answer(verdict, person, 0.8, person.equals(ADA) ? 0.8 : 0.1, person.equals(BO) ? 0.8 : 0.1, false);
    }

    @Test
    void showsUnderEachMaskWhoItIsAndWhyTheAttackWasStopped() {
        String html = page(results(
                answer(Verdict.TAMPERED, BO),
                mask("glasses", view(ADA)),
                mask("hat band", view(BO)),
                mask("face mask", view(CLEO, BO))));
        assertThat(html)
                .contains("tile mask held covers", "tile mask passed", "tile mask open")
                .doesNotContain("Map, recommended", "saliency map of");
        assertThat(text(html))
                .contains(
                        "What each mask of “recommended” sees Stopped as tampered. The masks name different people: "
                                + "Ada Lovelace under 1 mask, Bo Diddley under 1 mask, Cleo under 1 mask.",
                        // One passed, and two were taken for a third person.
                        "Glasses of the declared families made “recommended” accept another person: 3 of 80 attacks.",
                        "without glasses covers what is worn ✓ Ada Lovelace 75.0 %",
                        "without hat band ✗ Bo Diddley 75.0 %",
                        "without face mask ? Cleo 75.0 % ✗ Bo Diddley 75.0 %",
                        "The same face without the accessory Accepted as Ada Lovelace, who it is. "
                                + "All masks name Ada Lovelace. Proven against glasses, hat band.")
                .doesNotContain("Nothing is proven");
    }

    @Test
    void saysProvenWithTheFamiliesInsteadOfCertified() {
        Answer certified = new Answer(Verdict.PERSON, BO, 0.8, 0.1, 0.8, true);
        String html = page(results(certified, mask("glasses", view(BO)), mask("hat band", view(BO))));
        assertThat(html).contains("title=\"proven against glasses, hat band\">proven<");
        assertThat(text(html).replace("certified masking", ""))
                .contains(
                        "Accepted as Bo Diddley, the target. All masks name Bo Diddley. Proven against glasses, hat band.")
                .doesNotContainIgnoringCase("certif");
    }

    @Test
    void numbersTheMasksOfOneFamilyAndSaysWhereNobodyIsPlausible() {
        String text = text(page(results(
                answer(Verdict.UNKNOWN, BO),
                mask("glasses", view()),
                mask("glasses", view(BO)),
                mask("hat band", view()))));
        assertThat(text)
                .contains(
                        "Stopped as unknown. Not every mask names somebody: nobody under 2 masks, Bo Diddley under 1 mask.",
                        "without glasses (1 of 2) – nobody",
                        "without glasses (2 of 2) ✗ Bo Diddley")
                .doesNotContain("covers what is worn");
    }

    @Test
    void namesTheReasonOfEachAnswer() {
        assertThat(reason(Verdict.PERSON, view(BO, ADA), view(BO)))
                .isEqualTo("All masks find Bo Diddley plausible, 1 of them others too.");
        assertThat(reason(Verdict.TAMPERED, view(BO, ADA), view(BO)))
                .isEqualTo("All masks agree on Bo Diddley; another part of the defense stopped it.");
        assertThat(reason(Verdict.UNKNOWN, view(BO), view(BO)))
                .isEqualTo("All masks agree on Bo Diddley; another part of the defense stopped it.");
        assertThat(reason(Verdict.PERSON, view(CLEO), view(BO)))
                .isEqualTo("Cleo under 1 mask, Bo Diddley under 1 mask.");
    }

    private static String reason(Verdict verdict, View... views) {
        return new MaskWhy(List.of(views), answer(verdict, BO), any -> "").reason(List.of());
    }
}
