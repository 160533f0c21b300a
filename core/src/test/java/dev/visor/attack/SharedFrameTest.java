package dev.visor.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.face.Identity;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.LogitGradient;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedFrameTest {

    private static final Identity ATTACKER = Attackers.PEOPLE.get(0);
    private static final Identity TARGET = new Identity("Target");

    /** The second iterate has the higher mean, but one of its pictures misses the target; the third one has both. */
    @Test
    void keepsTheIterateThatReachesTheGoalWithEveryPicture() {
        Scripted victim = new Scripted(List.of(List.of(0.1, 0.1), List.of(0.99, 0.4), List.of(0.65, 0.65)));
        AttackTask task =
                new AttackTask("shared", Attackers.faces(ATTACKER, 2, Attackers.SIZE), new Impersonation(TARGET));
        List<AdversarialExample> examples = new GradientAttack(Attackers.config(0, 9, 0.6, 1))
                .craft(List.of(task), EyeglassFrame.DEFAULT, victim, RunContext.of(1));
        assertThat(examples).hasSize(2).allMatch(AdversarialExample::reached);
        assertThat(examples).extracting(AdversarialExample::iterations).containsOnly(2);
        assertThat(examples).allMatch(example -> example.scores().best().equals(TARGET));
    }

    /** Gives the target the probabilities of a list, one entry per backward pass, whatever the pictures. */
    private static final class Scripted implements WhiteBoxRecognizer {
        private final List<List<Double>> script;
        private int pass;

        Scripted(List<List<Double>> script) {
            this.script = script;
        }

        @Override
        public Gallery gallery() {
            return new Gallery(List.of(ATTACKER, TARGET));
        }

        @Override
        public Color baseline() {
            return new Color(0, 0, 0);
        }

        @Override
        public List<Scores> identify(List<Image> probes) {
            return probes.stream().map(probe -> scores(0.1)).toList();
        }

        @Override
        public List<Backward> backward(List<Image> probes, LogitGradient loss, BackwardRule rule) {
            List<Double> probabilities = script.get(pass++);
            List<Backward> results = new ArrayList<>();
            for (int i = 0; i < probes.size(); i++) {
                float[] gradient = new float
                        [Image.CHANNELS * probes.get(i).width() * probes.get(i).height()];
                results.add(new Backward(scores(probabilities.get(i)), gradient));
            }
            return results;
        }

        private Scores scores(double target) {
            return new Scores(gallery(), new float[] {0, (float) Math.log(target / (1 - target))});
        }
    }
}
