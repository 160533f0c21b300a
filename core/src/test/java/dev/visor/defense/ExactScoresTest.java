package dev.visor.defense;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.defense.chain.CertifiedMasking;
import dev.visor.defense.chain.Evidence;
import dev.visor.defense.chain.TamperDetector;
import dev.visor.defense.mask.LocalGradientsSmoothing;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.defense.mask.SaliencyMaskDefense;
import dev.visor.defense.mask.Threshold;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Decision;
import dev.visor.recognition.ForwardingRecognizer;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Readings;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a recognizer's gradients come with approximate scores, the exact ones of a defense are those of its answers. */
class ExactScoresTest {

    private static final int SIZE = 20;
    private static final List<Image> PICTURES = RandomSystem.pictures(4, 5, SIZE, SIZE);
    private static final RegionMask CORNER = new RegionMask(block(0), Fills.MEAN);

    /** Its scores are off by one logit when they come with a gradient. */
    private static final class Approximate extends ForwardingRecognizer {

        Approximate() {
            super(LinearRecognizer.random(RandomSystem.PEOPLE, SIZE, SIZE, 0.4));
        }

        @Override
        public List<Scores> identify(List<Image> probes) {
            return inner().identify(probes);
        }

        @Override
        public List<Decision> decide(List<Image> probes) {
            return inner().decide(probes);
        }

        @Override
        public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
            List<Backward> results = inner().backward(probes, loss, rule);
            return IntStream.range(0, probes.size())
                    .mapToObj(i -> {
                        float[] logits = results.get(i).scores().logits();
                        logits[0]++;
                        return new Backward(
                                new Scores(gallery(), logits), results.get(i).gradient(), probes.get(i), inner());
                    })
                    .toList();
        }
    }

    private static Mask block(int from) {
        boolean[] inside = new boolean[SIZE * SIZE];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = i / SIZE >= from && i / SIZE < from + 8 && i % SIZE < 8;
        }
        return Mask.of(SIZE, SIZE, inside);
    }

    static Stream<Defense> defenses() {
        SaliencyMaskConfig config = new SaliencyMaskConfig(
                MapKind.plain(Readings.GRADIENT_TIMES_INPUT), Threshold.quantile(0.8), 1, 3, SIZE, Fills.MEAN);
        return Stream.of(
                CORNER,
                new SaliencyMaskDefense(config, CleanMaps.none()),
                new LocalGradientsSmoothing(new LocalGradientsSmoothing.Config(6, 2, SIZE, 0.1, 2.3)),
                new CertifiedMasking(List.of(block(0), block(6), block(12)), Fills.MEAN),
                Rejection.ARTICLE,
                TamperDetector.calibrate(
                        List.of(new Evidence.PredictionChange(CORNER, null)),
                        RandomSystem.pictures(8, 19, SIZE, SIZE),
                        new Approximate(),
                        new FalseAlarmRate(0.1),
                        RunContext.of(1)));
    }

    @ParameterizedTest
    @MethodSource("defenses")
    void exactScoresAreThoseThatTheDefenseAnswers(Defense defense) {
        WhiteBoxRecognizer recognizer = new Approximate();
        for (WhiteBoxRecognizer defended : List.of(defense.protect(recognizer), defense.surrogate(recognizer))) {
            List<Backward> results = defended.backward(PICTURES, LogitGradient.BEST, BackwardRule.EXACT);
            List<Scores> exact = Backward.exactScores(results);
            List<Scores> answers = defended.identify(PICTURES);
            for (int i = 0; i < PICTURES.size(); i++) {
                assertThat(exact.get(i).logits()).isEqualTo(answers.get(i).logits());
            }
        }
    }
}
