package dev.visor.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Dodging;
import dev.visor.attack.Goal;
import dev.visor.attack.GradientCheck;
import dev.visor.attack.Impersonation;
import dev.visor.defense.Cleansed;
import dev.visor.defense.Fills;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.defense.mask.SaliencyMaskDefense;
import dev.visor.defense.mask.Threshold;
import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Decision;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Verdict;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Readings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Four clean pictures and four adversarial ones, whose answers are written down, and every rate counted by hand. */
class CellTallyTest {

    private static final Identity ANN = RandomSystem.PEOPLE.get(0);
    private static final Identity BEA = RandomSystem.PEOPLE.get(1);
    private static final Identity CEM = RandomSystem.PEOPLE.get(2);
    private static final SaliencyMaskDefense UPPER_LEFT = new SaliencyMaskDefense(
            new SaliencyMaskConfig(new MapKind(Readings.ABSOLUTE, false), Threshold.absolute(0.5), 0, 0, 2, Fills.ZERO),
            CleanMaps.none());

    private final TableRecognizer recognizer = new TableRecognizer(List.of(ANN, BEA, CEM));
    private final List<Face> clean = new ArrayList<>();
    private final List<AdversarialExample> adversarial = new ArrayList<>();
    private int pictures;

    /** Returns a gray picture of its own, of which the defense blackens the upper left pixel. */
    private Image picture(double[] before, double[] after) {
        pictures++;
        byte[] rgb = Image.filled(2, 2, Color.rgb8(10 * pictures, 0, 0)).toRgb8();
        Image image = Image.fromRgb8(2, 2, rgb);
        rgb[0] = 0;
        recognizer.put(image, before);
        recognizer.put(Image.fromRgb8(2, 2, rgb), after);
        return image;
    }

    private Face face(Identity person, Image image) {
        return new Face("face " + pictures, person, image, Alignment.DLIB.landmarks(2, 2));
    }

    private void clean(Identity person, double[] before, double[] after) {
        clean.add(face(person, picture(before, after)));
    }

    private void attack(Identity person, Goal goal, double[] before, double[] after) {
        Image image = picture(before, after);
        attack(face(person, image), goal, OptionalInt.empty());
    }

    private void attack(Face face, Goal goal, OptionalInt firstSuccess) {
        Image image = face.image();
        Scores scores = recognizer.identify(image);
        Mask region = Mask.of(2, 2, new boolean[] {true, true, false, false});
        adversarial.add(new AdversarialExample(
                "attack " + adversarial.size(),
                face,
                goal,
                image,
                image,
                region,
                scores,
                scores,
                scores,
                1,
                true,
                firstSuccess));
    }

    private Cell undefended() {
        return tally(clean(Decision::person), false, Decision::person);
    }

    /** A system that answers to pictures as they are presented. */
    private interface Decider {
        Decision decide(Scores scores);
    }

    private CleanResult clean(Decider system) {
        Map<String, Decision> decisions = new LinkedHashMap<>();
        clean.forEach(face -> decisions.put(face.id(), system.decide(recognizer.identify(face.image()))));
        return CleanResult.of(clean, decisions, 1, 0);
    }

    private Cell tally(CleanResult cleanResult, boolean certifies, Decider system) {
        CellTally tally = new CellTally(cleanResult, certifies);
        for (AdversarialExample example : adversarial) {
            Scores scores = recognizer.identify(example.image());
            tally.add(example, scores, system.decide(scores), null, null);
        }
        return recounted(tally.cell("unaware", "frame", 300, null), cleanResult);
    }

    /** Counts a cell again from what is kept of it, which must bring the same figures. */
    private Cell recounted(Cell cell, CleanResult cleanResult) {
        List<AttackRecord> attacks = adversarial.stream().map(AttackRecord::of).toList();
        assertThat(CellRecount.of(cell, cleanResult, attacks, false, false)).isEqualTo(cell);
        return cell;
    }

    private Cell defended() {
        Map<String, Decision> decisions = new LinkedHashMap<>();
        clean.forEach(face -> decisions.put(
                face.id(), recognizer.decide(cleansed(face.image()).image())));
        CleanResult cleanResult = CleanResult.of(clean, decisions, 1, 1);
        CellTally tally = new CellTally(cleanResult, false);
        for (AdversarialExample example : adversarial) {
            Cleansed cleansed = cleansed(example.image());
            tally.add(
                    example, recognizer.identify(example.image()), recognizer.decide(cleansed.image()), cleansed, null);
        }
        return recounted(tally.cell("unaware", "frame", 300, null), cleanResult);
    }

    private Cleansed cleansed(Image image) {
        return UPPER_LEFT.cleanse(image, recognizer);
    }

    private static double[] p(double ann, double bea, double cem) {
        return new double[] {ann, bea, cem};
    }

    private void fourAndFour() {
        clean(ANN, p(0.90, 0.05, 0.05), p(0.91, 0.05, 0.04));
        clean(ANN, p(0.70, 0.20, 0.10), p(0.85, 0.10, 0.05));
        clean(BEA, p(0.02, 0.95, 0.03), p(0.10, 0.30, 0.60));
        clean(BEA, p(0.85, 0.10, 0.05), p(0.20, 0.50, 0.30));
        attack(ANN, new Impersonation(BEA), p(0.03, 0.95, 0.02), p(0.90, 0.06, 0.04));
        attack(ANN, new Impersonation(BEA), p(0.20, 0.75, 0.05), p(0.75, 0.15, 0.10));
        attack(BEA, new Impersonation(CEM), p(0.05, 0.05, 0.90), p(0.04, 0.05, 0.91));
        attack(BEA, new Impersonation(CEM), p(0.85, 0.05, 0.10), p(0.005, 0.99, 0.005));
    }

    private static Rate of4(int hits) {
        return new Rate(hits, 4);
    }

    @Test
    void everyRateAtAnyConfidence() {
        fourAndFour();
        assertThat(Rates.at(undefended().rates(), 0)).isEqualTo(new Rates(0, of4(3), of4(0), of4(3), of4(0)));
        assertThat(Rates.at(defended().rates(), 0)).isEqualTo(new Rates(0, of4(3), of4(3), of4(1), of4(2)));
        assertThat(List.of(defended().success(), defended().recognized())).containsExactly(of4(1), of4(3));
    }

    @Test
    void theTransferRateIsOfThoseThatSucceedOnTheSurrogates() {
        fourAndFour();
        assertThat(undefended().transfer()).isNull();
        for (int i = 0; i < 4; i++) {
            adversarial.set(i, adversarial.get(i).withOnSurrogates(i > 0));
        }
        assertThat(undefended().transfer()).isEqualTo(new TransferResult(of4(3), new Rate(2, 3)));
        assertThat(defended().transfer()).isEqualTo(new TransferResult(of4(3), new Rate(1, 3)));
    }

    @Test
    void everyRateAtTheArticlesConfidence() {
        fourAndFour();
        double sure = Rates.ARTICLE_THRESHOLD;
        assertThat(Rates.at(undefended().rates(), sure)).isEqualTo(new Rates(0.8, of4(2), of4(0), of4(2), of4(0)));
        assertThat(Rates.at(defended().rates(), sure)).isEqualTo(new Rates(0.8, of4(2), of4(2), of4(1), of4(1)));
    }

    @Test
    void theGoodnessScoreBeforeAndAfter() {
        fourAndFour();
        assertScore(
                undefended().goodness(),
                (0.90 + 0.70 + 0.95 + 0.10) / 4,
                (0.03 + 0.20 + 0.05 + 0.05) / 4,
                (0.95 + 0.75 + 0.90 + 0.10) / 4);
        assertScore(
                defended().goodness(),
                (0.91 + 0.85 + 0.30 + 0.50) / 4,
                (0.90 + 0.75 + 0.05 + 0.99) / 4,
                (0.06 + 0.15 + 0.91 + 0.005) / 4);
    }

    private static void assertScore(GoodnessScore score, double cleanReal, double real, double target) {
        assertThat(score.cleanReal()).isCloseTo(cleanReal, within(1e-6));
        assertThat(score.adversarialReal()).isCloseTo(real, within(1e-6));
        assertThat(score.adversarialTarget()).isCloseTo(target, within(1e-6));
    }

    @Test
    void whatBecameOfEachPicture() {
        fourAndFour();
        Cell cell = defended();
        assertThat(List.of(cell.attacker(), cell.accessory())).containsExactly("unaware", "frame");
        assertThat(cell.outcomes()).hasSize(4);
        Outcome outcome = cell.outcomes().get(3);
        assertThat(outcome.attack()).isEqualTo("attack 3");
        assertThat(outcome.before().person()).isEqualTo(ANN);
        assertThat(outcome.before().confidence()).isCloseTo(0.85, within(1e-6));
        assertThat(outcome.before().realConfidence()).isCloseTo(0.05, within(1e-6));
        assertThat(outcome.before().targetConfidence()).isCloseTo(0.10, within(1e-6));
        assertThat(outcome.after().person()).isEqualTo(BEA);
        assertThat(outcome.maskedShare()).isEqualTo(0.25);
        assertThat(outcome.maskedRegionShare()).isEqualTo(0.5);
        assertThat(undefended().outcomes())
                .allMatch(plain -> plain.maskedShare() == null && plain.maskedRegionShare() == null);
    }

    @Test
    void aHigherThresholdNeverCountsMore() {
        fourAndFour();
        List<Rates> all = defended().rates();
        assertThat(all)
                .extracting(Rates::threshold)
                .isSorted()
                .startsWith(0.0)
                .contains(0.8)
                .isEqualTo(Rates.THRESHOLDS);
        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i).clean().hits())
                    .isLessThanOrEqualTo(all.get(i - 1).clean().hits());
            assertThat(all.get(i).success().hits())
                    .isLessThanOrEqualTo(all.get(i - 1).success().hits());
        }
        assertThatThrownBy(() -> Rates.at(all, 0.123))
                .hasMessage("nothing was counted at the confidence threshold 0.123");
    }

    @Test
    void outcomesOfOtherAttacksAreNotCounted() {
        fourAndFour();
        Cell cell = undefended();
        List<AttackRecord> fewer =
                adversarial.subList(1, 4).stream().map(AttackRecord::of).toList();
        assertThatThrownBy(() -> CellRecount.of(cell, clean(Decision::person), fewer, false, false))
                .hasMessage("illegal outcomes: of the attacks [attack 0, attack 1, attack 2, attack 3], must be of"
                        + " [attack 1, attack 2, attack 3]");
    }

    @Test
    void dodgingSucceedsWhenAnybodyElseIsAnswered() {
        clean(ANN, p(0.9, 0.05, 0.05), p(0.9, 0.05, 0.05));
        attack(ANN, new Dodging(ANN), p(0.1, 0.85, 0.05), p(0.9, 0.05, 0.05));
        attack(ANN, new Dodging(ANN), p(0.3, 0.1, 0.6), p(0.3, 0.1, 0.6));
        attack(ANN, new Dodging(ANN), p(0.6, 0.3, 0.1), p(0.6, 0.3, 0.1));
        attack(ANN, new Dodging(ANN), p(0.05, 0.05, 0.9), p(0.1, 0.9, 0.0001));
        assertThat(undefended().success()).isEqualTo(of4(3));
        assertThat(defended().success()).isEqualTo(of4(2));
        assertThat(Rates.at(defended().rates(), 0).defenseSuccess()).isEqualTo(of4(1));
        assertThat(Rates.at(undefended().rates(), 0.8).success()).isEqualTo(of4(2));
        assertThat(undefended().goodness().adversarialTarget()).isCloseTo((0.9 + 0.7 + 0.4 + 0.95) / 4, within(1e-6));
        assertThat(undefended().outcomes().get(0).before().targetConfidence()).isZero();
    }

    /** Who is turned away is neither recognized nor taken for somebody else, however sure the scores are. */
    @Test
    void rejectedPicturesCountAsNobody() {
        fourAndFour();
        Decider wary = scores -> {
            Decision decision = Decision.person(scores);
            double confidence = scores.confidence();
            return confidence > 0.94
                    ? decision.as(Verdict.TAMPERED)
                    : confidence < 0.8 ? decision.as(Verdict.UNKNOWN) : decision;
        };
        CleanResult cleanResult = clean(wary);
        assertThat(cleanResult.recognized()).isEqualTo(of4(1));
        assertThat(cleanResult.tampered()).isEqualTo(of4(1));
        assertThat(cleanResult.unknown()).isEqualTo(of4(1));
        assertThat(cleanResult.realConfidence()).isCloseTo((0.90 + 0.10) / 4, within(1e-6));
        Cell cell = tally(cleanResult, false, wary);
        assertThat(cell.success()).isEqualTo(of4(1));
        assertThat(cell.recognized()).isEqualTo(of4(0));
        assertThat(cell.tampered()).isEqualTo(of4(1));
        assertThat(cell.unknown()).isEqualTo(of4(1));
        assertScore(cell.goodness(), (0.90 + 0.10) / 4, (0.05 + 0.05) / 4, (0.90 + 0.10) / 4);
    }

    /** A certificate is broken if a face with a certified clean answer is taken for anybody else, target or not. */
    @Test
    void certificatesAreBrokenByWhoIsTakenForSomebodyElse() {
        clean(ANN, p(0.9, 0.05, 0.05), p(0.9, 0.05, 0.05));
        clean(BEA, p(0.05, 0.9, 0.05), p(0.05, 0.9, 0.05));
        clean(CEM, p(0.9, 0.05, 0.05), p(0.9, 0.05, 0.05));
        Face ann = clean.get(0);
        Face bea = clean.get(1);
        Face cem = clean.get(2);
        attack(ann, new Impersonation(BEA), OptionalInt.empty());
        attack(bea, new Impersonation(CEM), OptionalInt.of(4));
        attack(cem, new Impersonation(ANN), OptionalInt.of(2));
        Decider certifying = scores -> new Decision(Verdict.PERSON, scores, true);
        CleanResult cleanResult = clean(certifying);
        assertThat(cleanResult.certified()).isEqualTo(new Rate(2, 3));
        assertThat(cleanResult.certifiedFaces()).containsExactly(ann.id(), bea.id());

        assertThat(tally(cleanResult, true, certifying).brokenCertificates()).isEqualTo(new Rate(0, 2));
        assertThat(tally(cleanResult, false, certifying).brokenCertificates()).isNull();
        UnaryOperator<Scores> asAnn = scores -> recognizer.identify(ann.image());
        assertThat(tally(cleanResult, true, scores -> Decision.person(asAnn.apply(scores)))
                        .brokenCertificates())
                .isEqualTo(new Rate(1, 2));
        assertThat(tally(
                                cleanResult,
                                true,
                                scores -> Decision.person(asAnn.apply(scores)).as(Verdict.TAMPERED))
                        .brokenCertificates())
                .as("who is turned away is not taken for another")
                .isEqualTo(new Rate(0, 2));
    }

    @Test
    void theStepsAtWhichGoalsFirstHeldAreInOrder() {
        clean(ANN, p(0.9, 0.05, 0.05), p(0.9, 0.05, 0.05));
        attack(clean.get(0), new Impersonation(BEA), OptionalInt.of(7));
        attack(clean.get(0), new Impersonation(BEA), OptionalInt.empty());
        attack(clean.get(0), new Impersonation(CEM), OptionalInt.of(0));
        CellTally tally = new CellTally(clean(Decision::person), false);
        for (AdversarialExample example : adversarial) {
            tally.add(example, example.scores(), Decision.person(example.scores()), null, null);
        }
        GradientCheck gradients = new GradientCheck(3, 1, 0);
        Cell cell = tally.cell("adaptive", "frame", 20, gradients);
        assertThat(cell.reachedAt()).containsExactly(0, 7);
        assertThat(cell.maxSteps()).isEqualTo(20);
        assertThat(cell.gradients()).isEqualTo(gradients);
    }

    /** Sets that are made of the same elements in another order or by another process may differ in their order. */
    @Test
    void certifiedFacesAreInOrder() {
        Map<String, Decision> decisions = new LinkedHashMap<>();
        Image image = picture(p(0.9, 0.05, 0.05), p(0.9, 0.05, 0.05));
        for (int i = 199; i >= 100; i--) {
            clean.add(new Face(String.valueOf(i), ANN, image, Alignment.DLIB.landmarks(2, 2)));
            decisions.put(String.valueOf(i), new Decision(Verdict.PERSON, recognizer.identify(image), true));
        }
        assertThat(List.copyOf(CleanResult.of(clean, decisions, 1, 0).certifiedFaces()))
                .hasSize(100)
                .isSorted();
    }
}
