package dev.visor.attack;

import static dev.visor.attack.Attackers.PEOPLE;
import static dev.visor.attack.Attackers.SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.recognition.ExpectationOverTransformation;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** An attack on several draws of a victim at once. */
class AttackOnExpectationTest {

    /** Returns a recognizer whose weights have a part of their own for each draw. */
    private static WhiteBoxRecognizer draw(int number) {
        SplittableRandom common = new SplittableRandom(1);
        SplittableRandom own = new SplittableRandom(100 + number);
        List<float[]> weights = new ArrayList<>();
        for (int person = 0; person < PEOPLE.size(); person++) {
            float[] values = new float[3 * SIZE * SIZE];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (0.02 * common.nextGaussian() + 0.04 * own.nextGaussian());
            }
            weights.add(values);
        }
        return new LinearRecognizer(PEOPLE, weights);
    }

    private static List<AdversarialExample> craft(WhiteBoxRecognizer victim) {
        return new GradientAttack(GradientAttackConfig.PERSISTENT.withMaxIterations(20))
                .craft(Attackers.tasks(6, SIZE), EyeglassFrame.DEFAULT, victim, RunContext.of(1));
    }

    private static double meanMargin(List<AdversarialExample> examples, WhiteBoxRecognizer victim) {
        return examples.stream()
                .mapToDouble(example -> example.goal().margin(victim.identify(example.image())))
                .average()
                .orElseThrow();
    }

    @Test
    void succeedsAgainstDrawsThatItHasNotSeenWhereAnAttackOnOneDrawDoesNot() {
        List<WhiteBoxRecognizer> seen = new ArrayList<>();
        List<WhiteBoxRecognizer> fresh = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            seen.add(draw(i));
            fresh.add(draw(8 + i));
        }
        WhiteBoxRecognizer unseen = new ExpectationOverTransformation(fresh);
        List<AdversarialExample> onAll = craft(new ExpectationOverTransformation(seen));
        List<AdversarialExample> onOne = craft(seen.get(0));
        assertThat(onAll).allMatch(AdversarialExample::reached);
        assertThat(onOne).allMatch(AdversarialExample::reached);
        assertThat(meanMargin(onAll, unseen)).isGreaterThan(meanMargin(onOne, unseen) + 1);
    }
}
