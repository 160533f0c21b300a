package dev.visor.attack;

import dev.visor.accessory.WornAccessory;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.Scores;
import java.util.Arrays;
import java.util.List;

/** One descent under way: the colors of the accessory, the momentum, and the best iterate so far. */
final class Descent {

    /** The share of the loss below which a picture counts as better, for the patience. */
    private static final double NOTICEABLE = 0.98;

    private final AttackTask task;
    private final GlassesConfig.Effort effort;
    private final GlassesConfig.Step config;
    private final WornAccessory accessory;

    private final float[] texture;
    private float[] bestTexture;
    private double step; // of 255; a step below 1 changes no 8-bit picture
    private int lastChange;
    private double lossAtLastChange = Double.POSITIVE_INFINITY;
    private final float[] velocity;
    private List<Image> pictures;
    private int iteration;
    private boolean finished;
    private Iterate best = Iterate.none();

    /**
     * Begins a descent.
     *
     * @param texture where to start
     */
    Descent(AttackTask task, GlassesConfig config, WornAccessory accessory, float[] texture) {
        this.task = task;
        this.effort = config.effort();
        this.config = config.step();
        this.accessory = accessory;
        this.texture = texture.clone();
        this.bestTexture = texture.clone();
        this.step = config.step().size();
        this.velocity = new float[texture.length];
        this.pictures = render();
    }

    /** Returns the pictures to be scored next, one per face of the task. */
    List<Image> pictures() {
        return pictures;
    }

    /** Returns how many steps led to the current pictures. */
    int iteration() {
        return iteration;
    }

    boolean isFinished() {
        return finished;
    }

    /** Returns the best iterate so far. */
    Iterate best() {
        return best;
    }

    /** Takes the scores and gradients of the current pictures; ends or goes on to the next pictures. */
    void observe(List<Backward> results, IterateScores scores) {
        Iterate current = iterate(pictures, scores.seen(), iteration);
        if (current.reached() && effort.stopEarly()) {
            current = iterate(pictures, scores.exact(), iteration);
        }
        keepBest(current);
        if (iteration == effort.maxIterations() || effort.stopEarly() && (current.reached() || step < 1)) {
            finished = true;
            return;
        }
        if (isOutOfPatience()) {
            goBackAndHalveStep();
        } else {
            step(textureGradient(results));
        }
        pictures = render();
        iteration++;
    }

    /** Returns pictures with what their scores come to. */
    Iterate iterate(List<Image> of, List<Scores> scores, int steps) {
        boolean reached = task.isReached(scores, effort.confidenceFor(task.goal()));
        double nearness = AttackTask.mean(scores, one -> effort.loss().nearness(task.goal(), one));
        return new Iterate(of, scores, steps, reached, nearness);
    }

    private void keepBest(Iterate current) {
        if (current.isBetterThan(best)) {
            best = current;
            bestTexture = texture.clone();
        }
        double loss = effort.loss().of(current.nearness());
        if (loss < NOTICEABLE * lossAtLastChange) {
            lossAtLastChange = loss;
            lastChange = iteration;
        }
    }

    private boolean isOutOfPatience() {
        boolean stuck = config.patience() > 0 && iteration - lastChange >= config.patience();
        // Where nothing ends the attack early, a step below 1 would waste what is left, and so would the same way
        // again.
        return stuck && (effort.stopEarly() || step >= 2);
    }

    private float[] textureGradient(List<Backward> results) {
        float[] sum = new float[texture.length];
        for (Backward result : results) {
            float[] gradient = accessory.pullBack(result.gradient());
            for (int i = 0; i < sum.length; i++) {
                sum[i] += gradient[i];
            }
        }
        return sum;
    }

    /** Moves the colors by the gradient over its largest value, with momentum; a step out of [0, 1] is dropped. */
    private void step(float[] gradient) {
        float largest = 0;
        for (float value : gradient) {
            largest = Math.max(largest, Math.abs(value));
        }
        float scale = largest > 0 ? 1 / largest : 0;
        for (int i = 0; i < texture.length; i++) {
            double direction = Math.signum(gradient[i]) * Math.pow(Math.abs(gradient[i]) * scale, config.exponent());
            velocity[i] = (float) (step / 255 * direction) + (float) config.momentum() * velocity[i];
            float moved = texture[i] - velocity[i];
            if (moved >= 0 && moved <= 1) {
                texture[i] = moved;
            }
        }
    }

    private void goBackAndHalveStep() {
        System.arraycopy(bestTexture, 0, texture, 0, texture.length);
        Arrays.fill(velocity, 0);
        step /= 2;
        lastChange = iteration;
    }

    private List<Image> render() {
        return task.faces().stream()
                .map(face -> accessory.render(face.image(), texture))
                .toList();
    }
}
