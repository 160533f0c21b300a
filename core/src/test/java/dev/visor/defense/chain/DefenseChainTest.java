package dev.visor.defense.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.defense.Defense;
import dev.visor.defense.DefenseChain;
import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Fills;
import dev.visor.defense.HardenedHead;
import dev.visor.defense.MaskedDecision;
import dev.visor.defense.RegionMask;
import dev.visor.defense.Rejection;
import dev.visor.defense.detection.CertifiedDetection;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Decision;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Verdict;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefenseChainTest {

    private static final int SIZE = 20;
    private static final List<Image> PICTURES = RandomSystem.pictures(8, 40, SIZE, SIZE);
    private static final LinearRecognizer RECOGNIZER = LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.2);
    private static final RegionMask UPPER = new RegionMask(rows(0, 8), Fills.ZERO);
    private static final RegionMask LOWER = new RegionMask(rows(12, 20), Fills.MEAN);

    private static Mask rows(int from, int to) {
        boolean[] inside = new boolean[SIZE * SIZE];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = i / SIZE >= from && i / SIZE < to;
        }
        return Mask.of(SIZE, SIZE, inside);
    }

    @Test
    void eachSeesWhatTheOneBeforeLetsThrough() {
        WhiteBoxRecognizer guarded = new DefenseChain(List.of(LOWER, UPPER)).protect(RECOGNIZER);
        for (Image picture : PICTURES) {
            Image expected = UPPER.cleanse(LOWER.cleanse(picture));
            assertThat(guarded.identify(picture).logits())
                    .isEqualTo(RECOGNIZER.identify(expected).logits());
            assertThat(guarded.decide(picture))
                    .usingRecursiveComparison()
                    .isEqualTo(Decision.person(RECOGNIZER.identify(expected)));
        }
    }

    @Test
    void masksAskWhatStandsBehindThem() {
        CertifiedDetection masks = new CertifiedDetection(List.of(rows(12, 20)), Fills.ZERO);
        DefenseChain chain = new DefenseChain(List.of(new Rejection(0.1), masks, UPPER));
        List<Image> three = PICTURES.subList(0, 3);
        List<MaskedDecision> seen = chain.underMasks(three, RECOGNIZER);
        assertThat(seen).hasSize(3);
        for (int i = 0; i < 3; i++) {
            Image left = Fills.ZERO.apply(three.get(i), rows(12, 20));
            assertThat(seen.get(i).masks().get(0).scores().logits())
                    .isEqualTo(RECOGNIZER.identify(UPPER.cleanse(left)).logits());
        }
        assertThat(new DefenseChain(List.of(UPPER)).underMasks(three, RECOGNIZER))
                .isEmpty();
    }

    /** What stands before the masks decides, too; where nothing does, the masks are asked once. */
    @Test
    void whatIsSeenUnderMasksHasTheDecisionOfTheChain() {
        CertifiedDetection masks = new CertifiedDetection(List.of(rows(12, 20), rows(0, 9)), Fills.ZERO);
        List<Image> three = PICTURES.subList(0, 3);
        DefenseChain rejecting = new DefenseChain(List.of(new Rejection(1), masks));
        assertThat(rejecting.underMasks(three, RECOGNIZER))
                .extracting(seen -> seen.decision().verdict())
                .contains(Verdict.UNKNOWN)
                .doesNotContain(Verdict.PERSON);
        DefenseChain alone = new DefenseChain(List.of(masks));
        LinearRecognizer counting = LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.2);
        List<MaskedDecision> seen = alone.underMasks(three, counting);
        assertThat(counting.identified()).isEqualTo(6);
        List<Decision> decisions = alone.protect((Recognizer) counting).decide(three);
        for (int i = 0; i < 3; i++) {
            assertThat(seen.get(i).decision()).usingRecursiveComparison().isEqualTo(decisions.get(i));
        }
    }

    @Test
    void theGradientPassesEachDefense() {
        WhiteBoxRecognizer guarded = new DefenseChain(List.of(LOWER, UPPER)).protect(RECOGNIZER);
        Backward result = guarded.backward(PICTURES, LogitGradient.BEST, BackwardRule.EXACT)
                .get(0);
        float[] gradient = result.gradient();
        for (int i = 0; i < gradient.length; i++) {
            int row = i / SIZE % SIZE;
            assertThat(gradient[i] != 0).isEqualTo(row >= 8 && row < 12);
        }
    }

    @Test
    void nothingIsNoDefense() {
        DefenseChain none = new DefenseChain(List.of());
        assertThat(none.protect(RECOGNIZER)).isSameAs(RECOGNIZER);
    }

    @Test
    void rejectsWhoIsRecognizedWithLessConfidence() {
        List<Decision> before = RECOGNIZER.decide(PICTURES);
        double threshold = before.get(7).scores().confidence();
        List<Decision> after = new Rejection(threshold).protect(RECOGNIZER).decide(PICTURES);
        for (int i = 0; i < PICTURES.size(); i++) {
            boolean sure = before.get(i).scores().confidence() >= threshold;
            assertThat(after.get(i).verdict()).isEqualTo(sure ? Verdict.PERSON : Verdict.UNKNOWN);
        }
        assertThat(after.get(7).verdict()).isEqualTo(Verdict.PERSON);
        assertThat(after).anyMatch(decision -> decision.verdict() == Verdict.UNKNOWN);
        assertThatThrownBy(() -> new Rejection(1.1)).hasMessage("illegal threshold: 1.1, must be in [0, 1]");
    }

    @Test
    void rejectionHearsTheVerdictBehindIt() {
        Defense tampered = new Rejection(1);
        List<Decision> decisions = new DefenseChain(List.of(Rejection.ARTICLE, tampered))
                .protect(RECOGNIZER)
                .decide(PICTURES);
        assertThat(decisions).allMatch(decision -> decision.verdict() == Verdict.UNKNOWN);
    }

    @Test
    void refusesAnOrderThatCanNotWork() {
        CertifiedMasking certified = new CertifiedMasking(List.of(rows(0, 8)), Fills.ZERO);
        assertThatThrownBy(() -> new DefenseChain(List.of(Rejection.ARTICLE, UPPER, certified)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "illegal order of defenses: region mask before certified masking, which must see pictures as"
                                + " they were presented");
        HardenedHead head = new HardenedHead(LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.1));
        assertThatThrownBy(() -> new DefenseChain(List.of(head, Rejection.ARTICLE)))
                .hasMessage("illegal order of defenses: hardened head before rejection below 0.8, which must come"
                        + " before it");
    }

    @Test
    void aHardenedHeadTakesThePlaceOfARecognizerOfTheSamePeople() {
        LinearRecognizer hardened = LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.1);
        HardenedHead head = new HardenedHead(hardened);
        WhiteBoxRecognizer guarded = new DefenseChain(List.of(Rejection.ARTICLE, head)).protect(RECOGNIZER);
        assertThat(guarded.identify(PICTURES.get(0)).logits())
                .isEqualTo(hardened.identify(PICTURES.get(0)).logits());
        LinearRecognizer strangers = LinearRecognizer.random(RandomSystem.PEOPLE.subList(0, 2), SIZE, SIZE, 0.2);
        assertThatThrownBy(() -> head.protect(strangers)).hasMessageContaining("must be the same people");
    }

    @Test
    void aDetectorMustSeeThePictureAsPresented() {
        TamperDetector detector = TamperDetector.calibrate(
                List.of(new Evidence.PredictionChange(UPPER, null)),
                PICTURES,
                RECOGNIZER,
                new FalseAlarmRate(0.1),
                RunContext.of(1));
        assertThatThrownBy(() -> new DefenseChain(List.of(LOWER, detector)))
                .hasMessageStartingWith("illegal order of defenses: region mask before tamper detector");
        new DefenseChain(List.of(detector, LOWER));
    }
}
