package dev.visor.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.recognition.NetworkRecognizer;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Scores;
import dev.visor.run.RunContext;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The attack on the real network, with weights drawn at random. */
class AttackOnNetworkTest {

    private static final List<AttackTask> TASKS = Attackers.tasks(5, 150);

    private static List<AdversarialExample> craft(NetworkRecognizer victim, int batchSize) {
        return new GradientAttack(Attackers.config(0, 4, 1, batchSize))
                .craft(TASKS, EyeglassFrame.DEFAULT, victim, RunContext.of(1));
    }

    @Test
    void examplesDependNeitherOnThreadsNorOnBatchesAndTheVictimStaysAsItWas() {
        try (RandomSystem one = RandomSystem.start(1);
                RandomSystem three = RandomSystem.start(3)) {
            List<Image> probes = RandomSystem.pictures(2, 3, 150, 150);
            List<float[]> before = logits(one.recognizer(), probes);
            List<AdversarialExample> examples = craft(one.recognizer(), 32);
            List<AdversarialExample> others = craft(three.recognizer(), 2);
            for (int i = 0; i < TASKS.size(); i++) {
                AdversarialExample example = examples.get(i);
                assertThat(others.get(i).image()).isEqualTo(example.image());
                assertThat(others.get(i).scores().logits())
                        .isEqualTo(example.scores().logits());
                assertThat(example.goal().confidence(example.scores()))
                        .isGreaterThan(example.goal().confidence(example.startScores()));
                Image saved = PictureCodec.decode(PictureCodec.encodePng(example.image()), "saved");
                assertThat(one.recognizer().identify(saved).logits())
                        .isEqualTo(example.scores().logits());
            }
            List<float[]> after = logits(one.recognizer(), probes);
            for (int i = 0; i < probes.size(); i++) {
                assertThat(after.get(i)).isEqualTo(before.get(i));
            }
        }
    }

    private static List<float[]> logits(NetworkRecognizer recognizer, List<Image> probes) {
        return recognizer.identify(probes).stream().map(Scores::logits).toList();
    }
}
