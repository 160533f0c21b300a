package dev.visor.defense.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.face.Identity;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Threshold;
import dev.visor.recognition.Verdict;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {

    private static final List<Identity> PEOPLE = List.of(new Identity("Ann"), new Identity("Bo"), new Identity("Cy"));
    private static final Gallery CLOSED = new Gallery(PEOPLE);
    private static final Gallery OPEN = Gallery.openSet(PEOPLE, new Threshold(0.5f, null, 0, 0));

    private static Decision decide(Gallery gallery, double slack, float[]... masked) {
        return new Agreement(Collections.nCopies(masked.length, slack))
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
        Decision both = decide(OPEN, 0, logits(-1, 2, -1), logits(-3, 0.5, -2));
        assertThat(both.verdict()).isEqualTo(Verdict.PERSON);
        assertThat(both.certified()).isTrue();
        assertThat(both.scores().best()).isEqualTo(PEOPLE.get(1));
        assertThat(both.scores().logits()).containsExactly(-3, 0.5f, -2);
        // The threshold decides, whatever the slack.
        Decision one = decide(OPEN, 1, logits(-1, 2, 1), logits(-3, -0.5, -2));
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
    void whoeverIsBelowTheMostProbablePersonByTheSlackIsPlausible() {
        float[] other = logits(2.5, 2, 0);
        float[] same = logits(0, 2, 1);
        assertThat(decide(CLOSED, 0, same, other).verdict()).isEqualTo(Verdict.TAMPERED);
        Decision plausible = decide(CLOSED, 0.5, same, other);
        assertThat(plausible.verdict()).isEqualTo(Verdict.PERSON);
        assertThat(plausible.scores().best()).isEqualTo(PEOPLE.get(1));
        assertThat(plausible.certified())
                .as("under one mask somebody else is plausible")
                .isFalse();
        assertThat(decide(CLOSED, 0.49, same, other).verdict()).isEqualTo(Verdict.TAMPERED);
        assertThat(decide(CLOSED, 0.5, same, same).certified()).isTrue();
    }

    @Test
    void ofSeveralWhoArePlausibleUnderAllMasksTheOneWithTheHighestLeastMarginIsAccepted() {
        Decision closed = decide(CLOSED, 2, logits(3, 2, 0), logits(0.5, 2, 0));
        assertThat(closed.verdict()).isEqualTo(Verdict.PERSON);
        assertThat(closed.scores().best()).isEqualTo(PEOPLE.get(1));
        assertThat(closed.scores().logits()).containsExactly(0.5f, 1, -1);
        Decision open = decide(OPEN, 0, logits(3, 2, 0), logits(0.5, 2, -1));
        assertThat(open.verdict()).isEqualTo(Verdict.PERSON);
        assertThat(open.scores().best()).isEqualTo(PEOPLE.get(1));
        assertThat(open.certified()).isFalse();
    }

    /** Under one mask Ann and Bo, under another one nobody, under a third one Bo and Cy: Bo may be a face that shows too little. */
    @Test
    void nobodyUnderAMaskIsUnknownOnlyIfTheOthersShareAPerson() {
        assertThat(decide(OPEN, 0, logits(3, 2, -1), logits(-1, -1, -1), logits(-1, 2, 3))
                        .verdict())
                .isEqualTo(Verdict.UNKNOWN);
        assertThat(decide(OPEN, 0, logits(3, 2, -1), logits(-1, -1, -1), logits(-1, -2, 3))
                        .verdict())
                .isEqualTo(Verdict.TAMPERED);
    }
}
