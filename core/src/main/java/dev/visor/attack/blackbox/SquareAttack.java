package dev.visor.attack.blackbox;

import dev.visor.accessory.Accessory;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Attack;
import dev.visor.attack.AttackLoop;
import dev.visor.attack.AttackLoop.Question;
import dev.visor.attack.AttackTask;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.Iterate;
import dev.visor.attack.Loss;
import dev.visor.attack.Search;
import dev.visor.attack.Start;
import dev.visor.image.Image;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.run.RunContext;
import dev.visor.run.Seed;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * The Square Attack (M. Andriushchenko, F. Croce, N. Flammarion, M. Hein, "Square Attack: a query-efficient black-box
 * adversarial attack via random search", ECCV 2020, section 3) in the L-infinity norm, within an accessory: squares of
 * random colors are tried, ever smaller ones, and what brings the goal nearer is kept. It is a black-box, score-based
 * attack, so nothing that hides a gradient helps against it.
 *
 * <p>Deviations from the paper:
 *
 * <ul>
 *   <li>Only the accessory is changed, by any amount: a change sets each channel to 0 or 1, the corners of what is
 *       allowed, where the paper goes to the corners of a small box around the picture. Of a square only what lies within
 *       the accessory counts.
 *   <li>The share of a square is that of the accessory's bounding box. A square is laid at random over a pixel that is
 *       drawn from the accessory, as a frame is mostly holes, and then moved into the box. Colors that would change
 *       nothing are drawn again.
 *   <li>The vertical stripes that the paper starts from are the first change to be tried, and are kept only if they
 *       bring the goal nearer than the plain accessory, which is yellow.
 *   <li>The margin decides for impersonation too, where the paper has the cross-entropy. The difference of two logits
 *       is that of two logarithms of probabilities, so probabilities would do.
 *   <li>Every picture is scored as the 8-bit picture that would be saved. With several faces a change is kept if the mean
 *       margin grows, and each face counts as a query of its own.
 *   <li>It stops when the goal is reached with the confidence asked for, where the paper stops when it holds.
 * </ul>
 *
 * <p>The iterations of an example are the number of changes that had been tried, of {@code queries - 2}; all draws come
 * from the run's seed and the task's id, which must differ from the others'.
 *
 * <p>Immutable and thread-safe.
 */
public final class SquareAttack implements Attack<Recognizer> {

    private static final Loss LOSS = Loss.MARGIN;

    private final SquareAttackConfig config;
    private final FirstColors first;

    /** Makes an attack. */
    public SquareAttack(SquareAttackConfig config) {
        this(config, List.of());
    }

    /**
     * Makes an attack that begins with the accessories of other attacks, in place of stripes.
     *
     * @param first as {@link ContinuingAttackConfig#startingFrom} has them
     */
    SquareAttack(SquareAttackConfig config, List<AdversarialExample> first) {
        this.config = config;
        this.first = FirstColors.of(first);
    }

    @Override
    public void craft(
            List<AttackTask> tasks, Accessory accessory, Recognizer victim, RunContext run, Finished finished) {
        new AttackLoop<Scores>(
                        List.of(GradientAttackConfig.YELLOW),
                        LOSS,
                        config.batchSize(),
                        start -> new Changes(start, run.seed()),
                        questions -> victim.identify(Question.pictures(questions)))
                .run(tasks, accessory, victim, run, finished);
    }

    /** The changes of one task: the best colors so far, and those that are tried. */
    private final class Changes extends Search<Scores> {

        private final Squares squares;
        private final SplittableRandom random;
        private float[] bestTexture;
        private float[] texture;
        private List<Image> pictures;
        private int count;
        private boolean finished;

        Changes(Start start, Seed seed) {
            super(start);
            this.squares = new Squares(start.accessory().region());
            this.random = seed.derive("square attack " + task().id()).random();
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
            return finished;
        }

        @Override
        protected OptionalLong mostLeft() {
            return OptionalLong.of(finished ? 0 : config.changes() - count + 1L);
        }

        @Override
        protected double usual() {
            return config.expectedSteps();
        }

        @Override
        protected void observe(List<Scores> scores) {
            noteSuccess(scores, () -> scores, count);
            if (keep(Iterate.of(task(), LOSS, config.confidence(), pictures, scores, count))) {
                bestTexture = texture;
            }
            finished = best().reached() || count == config.changes();
            if (!finished) {
                change();
            }
        }

        /** Makes the next pictures: the first colors or stripes at first, then the best ones so far with a square of another color. */
        private void change() {
            count++;
            texture = bestTexture.clone();
            if (count == 1) {
                texture = first.of(task()).orElse(texture);
                if (first.of(task()).isEmpty()) {
                    squares.drawStripes(texture, random);
                }
            } else {
                squares.drawSquare(texture, config.shareAt(count), random);
            }
            pictures = render(texture);
        }
    }
}
