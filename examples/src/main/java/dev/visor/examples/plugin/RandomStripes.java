package dev.visor.examples.plugin;

import dev.visor.accessory.Accessory;
import dev.visor.attack.Attack;
import dev.visor.attack.AttackLoop;
import dev.visor.attack.AttackLoop.Question;
import dev.visor.attack.AttackTask;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.Iterate;
import dev.visor.attack.Knowledge;
import dev.visor.attack.Loss;
import dev.visor.attack.QueryAttackConfig;
import dev.visor.attack.Search;
import dev.visor.attack.Start;
import dev.visor.image.Image;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.run.RunContext;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An attack of your own: a random search that asks the victim for scores alone. It colors some rows of the accessory anew
 * and keeps what brings the goal nearer.
 *
 * <p>{@link AttackLoop} puts the accessory on, asks the victim about many attacks at once and collects the examples. The
 * {@link Search} of one attack says what to ask next and looks at the answers. An attack on gradients is the same with
 * {@code Backward} in the place of {@code Scores}.
 *
 * @param queries how often the victim may be asked about each face, at least 3: the clean face and the plain accessory count
 * @param share the share of the rows that a change colors anew, in (0, 1]
 * @param confidence stop when the goal holds with at least this mean probability, in (0, 1]
 */
public record RandomStripes(int queries, double share, double confidence) implements QueryAttackConfig {

    /** What files can set. */
    public static final Settings<RandomStripes> SETTINGS = Settings.of(
                    RandomStripes.class,
                    Setting.of(
                            "queries", Type.whole("at least 3"), "how often the victim may be asked about each face"),
                    Setting.of("share", Type.number("in (0, 1]"), "share of the rows that a change colors anew"),
                    Setting.of(
                            "confidence", Type.number("in (0, 1]"), "mean probability of the goal that ends an attack"))
            .withDefault(() -> new RandomStripes(500, 0.1, 0.9));

    private static final int BATCH_SIZE = 32;

    /** Checks the ranges. */
    public RandomStripes {
        SETTINGS.check(queries, share, confidence);
    }

    @Override
    public Knowledge knowledge() {
        return Knowledge.SCORE_BASED;
    }

    @Override
    public int maxSteps() {
        return queries;
    }

    @Override
    public Attack<Recognizer> build() {
        return this::craft;
    }

    private void craft(
            List<AttackTask> tasks, Accessory accessory, Recognizer victim, RunContext run, Attack.Finished finished) {
        new AttackLoop<Scores>(
                        List.of(GradientAttackConfig.YELLOW),
                        Loss.MARGIN,
                        BATCH_SIZE,
                        start -> new Stripes(start, run),
                        questions -> victim.identify(Question.pictures(questions)))
                .run(tasks, accessory, victim, run, finished);
    }

    /** The search of one attack. */
    private final class Stripes extends Search<Scores> {

        private final SplittableRandom random;
        private float[] bestTexture;
        private float[] texture;
        private List<Image> pictures;
        private int changes;

        Stripes(Start start, RunContext run) {
            super(start);
            // A seed of its own for each attack, so that results don't depend on which attacks run side by side.
            this.random = run.seed().derive("random stripes " + task().id()).random();
            this.texture = start.accessory().plainTexture(start.colors().get(0));
            this.bestTexture = texture;
            this.pictures = start.pictures();
            observe(start.scores());
        }

        @Override
        protected List<Image> pictures() {
            return pictures;
        }

        @Override
        protected boolean isFinished() {
            return best().reached() || changes > queries - 2;
        }

        @Override
        protected void observe(List<Scores> scores) {
            noteSuccess(scores, () -> scores, changes);
            if (keep(Iterate.of(task(), Loss.MARGIN, confidence, pictures, scores, changes))) {
                bestTexture = texture;
            }
            changes++;
            texture = changed(bestTexture);
            pictures = render(texture);
        }

        /** Colors some rows anew; only what lies under the accessory will be seen. */
        private float[] changed(float[] from) {
            float[] to = from.clone();
            int width = start().accessory().region().width();
            int rows = to.length / width; // of all three channels
            for (int row = 0; row < rows; row++) {
                if (random.nextDouble() < share) {
                    Arrays.fill(to, row * width, (row + 1) * width, (float) random.nextDouble());
                }
            }
            return to;
        }
    }
}
