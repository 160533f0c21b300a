package dev.visor.defense.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.defense.FalseAlarmRate;
import dev.visor.defense.Fills;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Decision;
import dev.visor.recognition.ForwardingRecognizer;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Threshold;
import dev.visor.recognition.Verdict;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind certified masking an open set decides as a closed one does that has nobody as one more person with the logit 0. */
class OpenSetMaskingTest {

    private static final int SIZE = 20;
    private static final List<Identity> PEOPLE = RandomSystem.PEOPLE.subList(0, 2);
    private static final List<Image> PICTURES = RandomSystem.pictures(8, 60, SIZE, SIZE);

    private static final LinearRecognizer CLOSED = withNobody();

    private static LinearRecognizer withNobody() {
        LinearRecognizer random = LinearRecognizer.random(PEOPLE, SIZE, SIZE, 0.03);
        List<float[]> weights = new ArrayList<>();
        for (int person = 0; person < PEOPLE.size(); person++) {
            float[] one = new float[PEOPLE.size()];
            one[person] = 1;
            weights.add(centered(random.backward(PICTURES.subList(0, 1), (probe, scores) -> one, BackwardRule.EXACT)
                    .get(0)
                    .gradient()));
        }
        weights.add(new float[Image.CHANNELS * SIZE * SIZE]);
        List<Identity> people = new ArrayList<>(PEOPLE);
        people.add(new Identity("nobody"));
        return new LinearRecognizer(people, weights);
    }

    /** So that the logits of about half of the pictures are below 0. */
    private static float[] centered(float[] weights) {
        double sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] -= (float) (sum / weights.length);
        }
        return weights;
    }

    private static final class Open extends ForwardingRecognizer {

        private final Gallery gallery = Gallery.openSet(PEOPLE, new Threshold(0.5f, null, 0, 0));

        Open() {
            super(CLOSED);
        }

        @Override
        public Gallery gallery() {
            return gallery;
        }

        @Override
        public List<Scores> identify(List<Image> probes) {
            return inner().identify(probes).stream()
                    .map(scores -> new Scores(gallery, Arrays.copyOf(scores.logits(), PEOPLE.size())))
                    .toList();
        }

        @Override
        public List<Decision> decide(List<Image> probes) {
            return identify(probes).stream().map(Decision::of).toList();
        }

        @Override
        public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
            throw new AssertionError("masking asks for no gradient");
        }
    }

    private static Mask block(int top, int left) {
        boolean[] inside = new boolean[SIZE * SIZE];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = i / SIZE >= top && i / SIZE < top + 7 && i % SIZE >= left && i % SIZE < left + 7;
        }
        return Mask.of(SIZE, SIZE, inside);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void unknownIsAnAnswerAsAnyPersonIs(boolean confirmed) {
        CertifiedMasking masking =
                new CertifiedMasking(List.of(block(2, 2), block(2, 10), block(10, 2), block(9, 9)), Fills.ZERO);
        WhiteBoxRecognizer open = new Open();
        CertifiedMasking behind =
                confirmed ? masking.confirming(new FalseAlarmRate(0.3), PICTURES, CLOSED, RunContext.of(1)) : masking;
        List<Decision> expected = behind.protect(CLOSED).decide(PICTURES);
        List<Decision> decisions = behind.protect(open).decide(PICTURES);
        int unknown = 0;
        int certifiedUnknown = 0;
        for (int i = 0; i < PICTURES.size(); i++) {
            boolean nobody = expected.get(i).scores().bestIndex() == PEOPLE.size();
            assertThat(decisions.get(i).verdict()).isEqualTo(nobody ? Verdict.UNKNOWN : Verdict.PERSON);
            if (!nobody) {
                assertThat(decisions.get(i).scores().bestIndex())
                        .isEqualTo(expected.get(i).scores().bestIndex());
            }
            assertThat(decisions.get(i).certified()).isEqualTo(expected.get(i).certified());
            unknown += nobody ? 1 : 0;
            certifiedUnknown += nobody && decisions.get(i).certified() ? 1 : 0;
        }
        assertThat(unknown).isBetween(1, PICTURES.size() - 1);
        assertThat(certifiedUnknown).isLessThanOrEqualTo(unknown);
    }
}
