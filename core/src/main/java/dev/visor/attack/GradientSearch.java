package dev.visor.attack;

import dev.visor.accessory.WornAccessory;
import dev.visor.attack.constraint.Constraint;
import dev.visor.attack.penalty.Penalties;
import dev.visor.attack.perception.Worn;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.Scores;
import dev.visor.run.Seed;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** One task of the gradient attack: a descent from each of its starts, one after the other. Not thread-safe. */
final class GradientSearch extends Search<Backward> {

    private final GradientAttackConfig config;
    private final Constraint constraint;
    private final Penalties penalties;
    private final GradientAttackConfig.Effort effort;
    private final Seed seed;

    private Descent descent;
    private int restart;
    private int earlierSteps;
    private boolean finished;

    /**
     * Begins the first descent.
     *
     * @param constraint that of the settings, prepared
     * @param penalties those of the settings
     * @param seed of the run
     */
    GradientSearch(Start start, GradientAttackConfig config, Constraint constraint, Penalties penalties, Seed seed) {
        super(start);
        this.config = config;
        this.constraint = constraint;
        this.penalties = penalties;
        this.effort = config.effort();
        this.seed = seed;
        this.descent = new Descent(startTexture());
    }

    @Override
    protected List<Image> pictures() {
        return descent.pictures;
    }

    @Override
    protected Worn worn(int face) {
        return task().worn(face, start().accessory(), descent.texture, descent.pictures.get(face));
    }

    @Override
    protected boolean isLast() {
        return descent.isAtTheEnd();
    }

    @Override
    protected boolean isFinished() {
        return finished;
    }

    @Override
    protected List<Backward> unconfirmed(List<Backward> results) {
        return seemsToSucceed(scores(results)) || descent.seemsToEndWith(results)
                ? results
                : descent.isAtTheEnd() ? descent.bestResults : List.of();
    }

    @Override
    protected OptionalLong mostLeft() {
        long descents = effort.restarts() - restart - 1L;
        return OptionalLong.of(
                finished
                        ? 0
                        : effort.maxIterations() - descent.iteration + 1 + descents * (effort.maxIterations() + 1));
    }

    @Override
    protected boolean mayEndEarly() {
        return effort.stopEarly();
    }

    @Override
    protected void observe(List<Backward> results) {
        noteSuccess(scores(results), () -> Backward.exactScores(results), earlierSteps + descent.iteration);
        if (descent.observe(results)) {
            return;
        }
        Iterate end = descent.exactBest();
        // Approximate scores may have hidden a success until now.
        noteSuccess(end.scores(), end::scores, earlierSteps + end.iteration());
        keep(end);
        earlierSteps += descent.iteration;
        restart++;
        finished = restart == effort.restarts() || effort.stopEarly() && best().reached();
        if (!finished) {
            descent = new Descent(startTexture());
        }
    }

    /** Returns where the next descent begins, allowed. */
    private float[] startTexture() {
        float[] texture = startColors();
        constraint.project(texture.clone(), texture);
        return texture;
    }

    /** Returns the next start color, or when there are no more of them random colors. */
    private float[] startColors() {
        WornAccessory accessory = start().accessory();
        if (restart < start().colors().size()) {
            return accessory.plainTexture(start().colors().get(restart));
        }
        SplittableRandom random =
                seed.derive("restart of " + task().id(), restart).random();
        float[] texture = accessory.plainTexture(start().colors().get(0));
        for (int i = 0; i < texture.length; i++) {
            texture[i] = (float) random.nextDouble();
        }
        return texture;
    }

    private Iterate judge(List<Image> pictures, List<Scores> scores, int iteration) {
        double confidence = effort.confidenceFor(task().goal());
        return Iterate.of(task(), effort.loss(), confidence, pictures, scores, iteration);
    }

    private static List<Scores> scores(List<Backward> results) {
        return results.stream().map(Backward::scores).toList();
    }

    /** One descent: the texture of the accessory now and where it was best. */
    private final class Descent {

        private final StepRule.Steps steps;
        private float[] texture;
        private List<Image> pictures;
        private int iteration;
        private float[] bestTexture;
        private Iterate best = Iterate.none();
        private List<Backward> bestResults = List.of();

        Descent(float[] texture) {
            this.steps = config.step().begin(texture.length, effort.stopEarly());
            this.texture = texture;
            this.bestTexture = texture;
            this.pictures = render(texture);
        }

        /** Takes the scores and gradients of the current pictures; returns whether there are next ones. */
        boolean observe(List<Backward> results) {
            Iterate current = judge(pictures, scores(results), iteration);
            if (current.reached() && effort.stopEarly()) {
                current = judge(pictures, Backward.exactScores(results), iteration);
            }
            if (current.isBetterThan(best)) {
                best = current;
                bestResults = results;
                bestTexture = texture;
            }
            if (isAtTheEnd() || effort.stopEarly() && current.reached()) {
                return false;
            }
            double loss = effort.loss().value(current.objective());
            float[] next = steps.next(texture, textureGradient(results), loss, bestTexture);
            constraint.project(texture, next);
            texture = next;
            pictures = render(texture);
            iteration++;
            return true;
        }

        /** Returns whether the current pictures seem to be the ones that the descent ends with. */
        boolean seemsToEndWith(List<Backward> results) {
            Iterate current = judge(pictures, scores(results), iteration);
            return current.reached() && effort.stopEarly() || isAtTheEnd() && current.isBetterThan(best);
        }

        boolean isAtTheEnd() {
            return iteration == effort.maxIterations() || effort.stopEarly() && steps.isExhausted();
        }

        Iterate exactBest() {
            return judge(best.pictures(), Backward.exactScores(bestResults), best.iteration());
        }

        /** Returns the gradient at the texture, summed over the pictures, with what the texture is penalized for. */
        private float[] textureGradient(List<Backward> results) {
            float[] sum = new float[texture.length];
            for (Backward result : results) {
                float[] gradient = result.gradient();
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += gradient[i];
                }
            }
            return penalties.added(start().accessory(), texture, sum);
        }
    }
}
