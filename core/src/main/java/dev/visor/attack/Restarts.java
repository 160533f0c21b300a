package dev.visor.attack;

import dev.visor.accessory.WornAccessory;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One task under way: a descent from each of its starts, one after the other, and the best end so far. */
final class Restarts {

    private final AttackTask task;
    private final GlassesConfig config;
    private final WornAccessory accessory;
    private final List<Color> colors;
    private final List<Image> plain;
    private final List<Scores> cleanScores;
    private final List<Scores> plainScores;
    private final Seed seed;

    private final FirstSuccess firstSuccess;
    private Descent descent;
    private int restart;
    private int earlierSteps;
    private Iterate best = Iterate.none();
    private boolean finished;

    /**
     * Begins the first descent.
     *
     * @param colors the start colors, the one nearest to the goal first
     * @param plain the pictures with the plain accessory in the first color
     * @param cleanScores what the victim says of the faces
     * @param plainScores what the victim says of {@code plain}
     * @param seed of the run
     */
    Restarts(
            AttackTask task,
            GlassesConfig config,
            WornAccessory accessory,
            List<Color> colors,
            List<Image> plain,
            List<Scores> cleanScores,
            List<Scores> plainScores,
            Seed seed) {
        this.task = task;
        this.config = config;
        this.accessory = accessory;
        this.colors = colors;
        this.plain = plain;
        this.cleanScores = cleanScores;
        this.plainScores = plainScores;
        this.seed = seed;
        this.firstSuccess = new FirstSuccess(task.goal(), plain.size());
        this.descent = new Descent(task, config, accessory, accessory.plainTexture(colors.get(0)));
    }

    AttackTask task() {
        return task;
    }

    /** Returns the pictures to be scored next, one per face of the task. */
    List<Image> pictures() {
        return descent.pictures();
    }

    boolean isFinished() {
        return finished;
    }

    /** Takes the scores and gradients of the current pictures; ends or goes on to the next pictures. */
    void observe(List<Backward> results, WhiteBoxRecognizer victim) {
        IterateScores scores = new IterateScores(descent.pictures(), results, victim);
        firstSuccess.observe(scores.seen(), scores::exact, earlierSteps + descent.iteration());
        descent.observe(results, scores);
        if (descent.isFinished()) {
            end(identified(descent.best(), victim));
        }
    }

    private Iterate identified(Iterate end, WhiteBoxRecognizer victim) {
        return victim.exactBackward()
                ? end
                : descent.iterate(end.pictures(), victim.identify(end.pictures()), end.iteration());
    }

    private void end(Iterate end) {
        // Where the scores that come with a gradient are not exact, nobody may have noticed a success before.
        firstSuccess.observe(end.scores(), end::scores, earlierSteps + end.iteration());
        best = end.isBetterThan(best) ? end : best;
        earlierSteps += descent.iteration();
        restart++;
        finished = restart == config.effort().restarts() || config.effort().stopEarly() && best.reached();
        if (!finished) {
            descent = new Descent(task, config, accessory, texture());
        }
    }

    private float[] texture() {
        if (restart < colors.size()) {
            return accessory.plainTexture(colors.get(restart));
        }
        SplittableRandom random =
                seed.derive("restart of " + task.id(), restart).random();
        float[] texture = accessory.plainTexture(colors.get(0));
        for (int i = 0; i < texture.length; i++) {
            texture[i] = (float) random.nextDouble();
        }
        return texture;
    }

    /** Returns the best end, an example per face, with the scores that the victim gives it. */
    List<AdversarialExample> examples() {
        List<AdversarialExample> examples = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            examples.add(new AdversarialExample(
                    task.exampleId(i),
                    task.faces().get(i),
                    task.goal(),
                    plain.get(i),
                    best.pictures().get(i),
                    accessory.region(),
                    cleanScores.get(i),
                    plainScores.get(i),
                    best.scores().get(i),
                    best.iteration(),
                    best.reached(),
                    firstSuccess.of(i)));
        }
        return examples;
    }
}
