package dev.visor.attack;

import dev.visor.accessory.WornAccessory;
import dev.visor.face.Face;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One task under way: the colors of its accessory, the momentum, and the best iterate so far. */
final class Descent {

    /** The share of the loss below which a picture counts as better, for the patience. */
    private static final double NOTICEABLE = 0.98;

    private final AttackTask task;
    private final GlassesConfig config;
    private final WornAccessory accessory;
    private final List<Image> starts;

    private final float[] texture;
    private float[] bestTexture;
    private double step; // of 255; a step below 1 changes no 8-bit picture
    private int lastChange;
    private double lossAtLastChange = Double.POSITIVE_INFINITY;
    private final float[] velocity;
    private List<Image> pictures;
    private List<Scores> cleanScores = List.of();
    private List<Scores> startScores = List.of();
    private int iteration;
    private boolean finished;

    private List<Image> bestPictures;
    private List<Scores> bestScores = List.of();
    private int bestIteration;
    private double bestConfidence = -1;

    Descent(AttackTask task, GlassesConfig config, Color start) {
        this.task = task;
        this.config = config;
        Face face = task.faces().get(0);
        this.accessory = config.accessory()
                .wear(face.landmarks(), face.image().width(), face.image().height());
        this.texture = accessory.plainTexture(start);
        this.bestTexture = texture.clone();
        this.step = config.step().size();
        this.velocity = new float[texture.length];
        this.starts = render();
        this.pictures = starts;
        this.bestPictures = starts;
    }

    AttackTask task() {
        return task;
    }

    /** Returns the pictures to be scored next, one per face of the task. */
    List<Image> pictures() {
        return pictures;
    }

    boolean isFinished() {
        return finished;
    }

    /** Returns the mean confidence of the goal at the start. */
    double confidence() {
        return meanConfidence(startScores);
    }

    void started(List<Scores> clean, List<Scores> start) {
        cleanScores = List.copyOf(clean);
        startScores = List.copyOf(start);
    }

    /** Takes the scores and gradients of the current pictures; ends or goes on to the next pictures. */
    void observe(List<Backward> results, WhiteBoxRecognizer victim) {
        List<Scores> scores = results.stream().map(Backward::scores).toList();
        boolean reached = reached(scores);
        if (reached && !victim.exactBackward()) {
            scores = victim.identify(pictures);
            reached = reached(scores);
        }
        keepBest(scores, reached);
        if (reached || iteration == config.effort().maxIterations() || step < 1) {
            finished = true;
            return;
        }
        if (config.step().patience() > 0
                && iteration - lastChange >= config.step().patience()) {
            goBackAndHalveStep();
        } else {
            step(textureGradient(results));
        }
        pictures = render();
        iteration++;
    }

    private void keepBest(List<Scores> scores, boolean reached) {
        double confidence = meanConfidence(scores);
        // Several pictures can have a higher mean while one of them still misses the goal.
        if (reached || confidence > bestConfidence) {
            bestConfidence = confidence;
            bestPictures = pictures;
            bestScores = scores;
            bestIteration = iteration;
            bestTexture = texture.clone();
        }
        double loss = -Math.log(Math.max(confidence, Double.MIN_NORMAL));
        if (loss < NOTICEABLE * lossAtLastChange) {
            lossAtLastChange = loss;
            lastChange = iteration;
        }
    }

    private boolean reached(List<Scores> scores) {
        return meanConfidence(scores) >= config.effort().confidenceFor(task.goal())
                && scores.stream().allMatch(task.goal()::holds);
    }

    private double meanConfidence(List<Scores> scores) {
        return scores.stream().mapToDouble(task.goal()::confidence).average().orElse(0);
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
            double direction = Math.signum(gradient[i])
                    * Math.pow(Math.abs(gradient[i]) * scale, config.step().exponent());
            velocity[i] =
                    (float) (step / 255 * direction) + (float) config.step().momentum() * velocity[i];
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

    /** Returns the best iterate, an example per face, with the scores that the victim gives it. */
    List<AdversarialExample> examples(WhiteBoxRecognizer victim) {
        List<Scores> scores = victim.exactBackward() ? bestScores : victim.identify(bestPictures);
        List<AdversarialExample> examples = new ArrayList<>();
        for (int i = 0; i < bestPictures.size(); i++) {
            examples.add(new AdversarialExample(
                    task.exampleId(i),
                    task.faces().get(i),
                    task.goal(),
                    starts.get(i),
                    bestPictures.get(i),
                    accessory.region(),
                    cleanScores.get(i),
                    startScores.get(i),
                    scores.get(i),
                    bestIteration,
                    reached(scores)));
        }
        return examples;
    }
}
