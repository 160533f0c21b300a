package dev.visor.defense.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.face.Identity;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Threshold;
import dev.visor.recognition.Verdict;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {

    private static final List<Identity> PEOPLE = List.of(new Identity("Ann"), new Identity("Bo"), new Identity("Cy"));
    private static final Gallery CLOSED = new Gallery(PEOPLE);
    private static final Gallery OPEN = Gallery.openSet(PEOPLE, new Threshold(0.5f, null, 0, 0));

    private static Decision decide(Gallery gallery, double least, float[]... masked) {
        return new Agreement(least)
                .decide(
                        gallery,
                        Arrays.stream(masked)
                                .map(logits -> new Scores(gallery, logits))
                                .toList());
    }

    private static float[] logits(double... values) {
        float[] logits = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            logits[i] = (float) values[i];
        }
        return logits;
    }

    @Test
    void inAnOpenSetAPersonMustReachTheThresholdUnderEveryMask() {
        Decision both = decide(OPEN, 0, logits(-1, 2, 1), logits(-3, 0.5, -2));
        assertThat(both.verdict()).isEqualTo(Verdict.PERSON);
        assertThat(both.certified()).isTrue();
        assertThat(both.scores().best()).isEqualTo(PEOPLE.get(1));
        assertThat(both.scores().logits()).containsExactly(-3, 0.5f, -2);
        Decision one = decide(OPEN, 0, logits(-1, 2, 1), logits(-3, -0.5, -2));
        assertThat(one.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(one.certified()).isFalse();
        assertThat(one.scores().isKnown()).isFalse();
        assertThat(decide(OPEN, 0, logits(-1, -2, -1), logits(-3, -1, -2)).verdict())
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void severalNamesMeanThatThePictureIsTamperedWith() {
        assertThat(decide(OPEN, 0, logits(-1, 2, 1), logits(3, -1, -2)).verdict())
                .isEqualTo(Verdict.TAMPERED);
        assertThat(decide(OPEN, 0, logits(-1, 2, 1), logits(-3, -1, -2), logits(3, -1, -2))
                        .verdict())
                .isEqualTo(Verdict.TAMPERED);
        Decision closed = decide(CLOSED, 0, logits(-1, 2, 1), logits(3, -1, -2));
        assertThat(closed.verdict()).isEqualTo(Verdict.TAMPERED);
        assertThat(closed.certified()).isFalse();
    }

    @Test
    void whoeverIsTooImprobableUnderOneMaskIsUnknown() {
        float[] sure = logits(0, 5, 0);
        float[] doubtful = logits(0, 0.5, 0);
        assertThat(decide(CLOSED, 0, sure, doubtful).verdict()).isEqualTo(Verdict.PERSON);
        assertThat(decide(CLOSED, 0.5, sure, doubtful).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(decide(CLOSED, 0.5, sure, sure).verdict()).isEqualTo(Verdict.PERSON);
    }

    /** Two logits that differ can give the same logarithm of a probability, as that of the other people is far below. */
    @Test
    void roundingDoesNotChangeWhoIsNamed() {
        float high = 1e-6f;
        Decision decision = decide(CLOSED, 0, logits(Math.nextDown(high), high, 60), logits(0, high, 0));
        assertThat(decision.verdict()).isEqualTo(Verdict.TAMPERED);
        Decision same =
                decide(CLOSED, 0, logits(Math.nextDown(high), high, -60), logits(Math.nextDown(high), high, -60));
        assertThat(same.verdict()).isEqualTo(Verdict.PERSON);
        assertThat(same.scores().best()).isEqualTo(PEOPLE.get(1));
    }
}
