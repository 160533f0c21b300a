package dev.visor.evaluation.openset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.evaluation.Rate;
import dev.visor.face.Identity;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTallyTest {

    private static final int PEOPLE = 40;
    private static final Threshold THRESHOLD = new Threshold(0.5f, null, 0, 0);
    private static final Gallery GALLERY = Gallery.openSet(
            IntStream.range(0, PEOPLE)
                    .mapToObj(i -> new Identity("Person " + i))
                    .toList(),
            THRESHOLD);
    private static final List<Scores> SCORES = scores();

    /** Two hundred pictures; the first half is of enrolled people. */
    private static List<Scores> scores() {
        SplittableRandom random = new SplittableRandom(3);
        List<Scores> scores = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            float[] logits = new float[PEOPLE];
            for (int person = 0; person < PEOPLE; person++) {
                logits[person] = (float) (random.nextGaussian() - (i < 100 && person == i % PEOPLE ? -3 : 1));
            }
            scores.add(new Scores(GALLERY, logits));
        }
        return scores;
    }

    private static ComparisonTally tally(int most) {
        ComparisonTally tally = new ComparisonTally(THRESHOLD, PEOPLE, SCORES.size(), most);
        for (int i = 0; i < SCORES.size(); i++) {
            if (i < 100) {
                tally.addEnrolled(SCORES.get(i), i % PEOPLE);
            } else {
                tally.addStranger(SCORES.get(i));
            }
        }
        return tally;
    }

    @Test
    void countsAllComparisonsOfFewPeople() {
        int matches = 0;
        int misses = 0;
        for (int i = 0; i < SCORES.size(); i++) {
            for (int person = 0; person < PEOPLE; person++) {
                boolean own = i < 100 && person == i % PEOPLE;
                matches += !own && SCORES.get(i).logit(person) >= 0 ? 1 : 0;
                misses += own && SCORES.get(i).logit(person) < 0 ? 1 : 0;
            }
        }
        ComparisonTally all = tally(ComparisonTally.MOST);
        assertThat(all.falseMatches()).isEqualTo(new Rate(matches, 200 * PEOPLE - 100));
        assertThat(all.falseNonMatches()).isEqualTo(new Rate(misses, 100));
        assertThat(all.comparisons().falseMatches(0.5)).isEqualTo(all.falseMatches());
        assertThat(all.comparisons().falseNonMatches(0.5)).isEqualTo(all.falseNonMatches());
    }

    @Test
    void countsASampleOfManyPeopleAndEveryComparisonWithTheSamePerson() {
        ComparisonTally sample = tally(200 * 10);
        ComparisonTally all = tally(ComparisonTally.MOST);
        assertThat(sample.falseMatches().trials()).isBetween(200 * 10 - 100, 200 * 10);
        assertThat(sample.falseMatches().value()).isCloseTo(all.falseMatches().value(), within(0.03));
        assertThat(sample.falseNonMatches()).isEqualTo(all.falseNonMatches());
        assertThat(tally(200 * 10).comparisons().curve())
                .isEqualTo(sample.comparisons().curve());
    }
}
