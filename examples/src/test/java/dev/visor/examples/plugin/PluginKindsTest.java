package dev.visor.examples.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.accessory.WornAccessory;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Goal;
import dev.visor.attack.Impersonation;
import dev.visor.defense.Cleansed;
import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.run.RunContext;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PluginKindsTest {

    private static final int SIDE = 60;

    private static final Identity ANN = new Identity("Ann");

    private static final Identity BOB = new Identity("Bob");

    private static final Gallery GALLERY = new Gallery(List.of(ANN, BOB));

    private static final Goal GOAL = new Impersonation(BOB);

    private static final Face FACE = new Face(
            "Ann/1", ANN, Image.filled(SIDE, SIDE, Color.rgb8(100, 101, 102)), Alignment.DLIB.landmarks(SIDE, SIDE));

    @Test
    void theScarfLiesBelowTheNose() {
        WornAccessory worn = Scarf.DEFAULT.wear(FACE.landmarks(), SIDE, SIDE);
        assertThat(worn.region().contains(SIDE - 1, SIDE / 2)).isTrue();
        assertThat(worn.region().contains(SIDE / 2, SIDE / 2)).isFalse();
        assertThat(worn.share()).isBetween(0.05, 0.4);
    }

    @Test
    void theDistanceOfTheScarfChangesNoFasterThanThePlace() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            double u = random.nextDouble(-3, 3);
            double v = random.nextDouble(-3, 3);
            double stepU = random.nextDouble(-1, 1);
            double stepV = random.nextDouble(-1, 1);
            double change = Scarf.DEFAULT.distance(u + stepU, v + stepV) - Scarf.DEFAULT.distance(u, v);
            assertThat(Math.abs(change)).isLessThanOrEqualTo(Math.hypot(stepU, stepV) + 1e-12);
        }
    }

    /** The victim takes a face for Bob if it is red enough. */
    private record RedVictim(Gallery gallery) implements Recognizer {
        @Override
        public List<Scores> identify(List<Image> probes) {
            return probes.stream()
                    .map(probe -> scores(0, 20 * (probe.mean().red() - 0.5f)))
                    .toList();
        }
    }

    private static Scores scores(float ann, float bob) {
        return new Scores(GALLERY, new float[] {ann, bob});
    }

    @Test
    void stripesBringTheGoalNearerWithTheQueriesThatAreAllowed() {
        Recognizer victim = new RedVictim(GALLERY);
        AdversarialExample few =
                new RandomStripes(3, 0.1, 1).build().craft(FACE, GOAL, Scarf.DEFAULT, victim, RunContext.of(1));
        AdversarialExample many =
                new RandomStripes(200, 0.1, 1).build().craft(FACE, GOAL, Scarf.DEFAULT, victim, RunContext.of(1));
        assertThat(few.iterations()).isLessThanOrEqualTo(1);
        assertThat(many.iterations()).isBetween(2, 198);
        assertThat(GOAL.margin(many.scores())).isGreaterThan(GOAL.margin(few.scores()));
        assertThat(many.scores().logits())
                .isEqualTo(victim.identify(many.image()).logits());
        for (int i = 0; i < SIDE * SIDE; i++) {
            assertThat(many.region().contains(i)
                            || many.image().values()[i] == FACE.image().values()[i])
                    .isTrue();
        }
    }

    @Test
    void theSignStepMovesEachValueByTheSameAmount() {
        float[] moved = new SignStep(51)
                .begin(3, true)
                .next(new float[] {0.5f, 0.5f, 0.5f}, new float[] {1e-6f, -3, 0}, 1, new float[3]);
        assertThat(moved).containsExactly(new float[] {0.3f, 0.7f, 0.5f}, within(1e-6f));
    }

    @Test
    void theCappedMarginHasTheGradientOfItsLoss() {
        CappedMargin loss = new CappedMargin(2);
        Scores below = scores(1, 2);
        assertThat(loss.value(loss.objective(GOAL, below))).isEqualTo(1);
        assertThat(loss.value(loss.objective(GOAL, scores(1, 2.5f)))).isEqualTo(0.5);
        assertThat(loss.gradient(GOAL, below)).containsExactly(1, -1);
        Scores above = scores(1, 4);
        assertThat(loss.value(loss.objective(GOAL, above))).isZero();
        assertThat(loss.gradient(GOAL, above)).containsExactly(0, 0);
    }

    @Test
    void oneBitLeavesTwoLevels() {
        Image probe = Image.of(2, 1, new float[] {0.2f, 0.9f, 0, 0.4f, 1, 0.6f});
        Cleansed cleansed = new BitDepth(1).cleanse(probe);
        assertThat(cleansed.image().values()).containsExactly(0, 1, 0, 0, 1, 1);
        assertThat(cleansed.map().values()).containsExactly(new float[] {0.2f, 0.4f}, within(1e-6f));
        float[] gradient = {1, 2, 3, 4, 5, 6};
        assertThat(new BitDepth(1).pullBack(cleansed, gradient)).isEqualTo(gradient);
    }

    @Test
    void theFillColorsTheMaskedPixelsAlone() {
        Image image = Image.filled(2, 1, new Color(0, 0, 0));
        Image filled = new ColorFill(new Color(1, 0, 1)).apply(image, Mask.of(2, 1, new boolean[] {false, true}));
        assertThat(filled.values()).containsExactly(0, 1, 0, 0, 0, 1);
    }
}
