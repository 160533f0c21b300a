package dev.visor.attack;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.WornAccessory;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** The attack as its settings describe it: one picture after the other, every iterate kept and looked through afterwards. */
final class NaiveGradientAttack {

    /** An iterate: the texture, and the pictures and scores that it gives, one per face. */
    record Moment(float[] texture, List<Image> pictures, List<Scores> scores, List<float[]> gradients) {}

    /** What must come out of an attack, the first successes one per face. */
    record Outcome(List<Image> plain, Moment best, int iterations, boolean reached, List<OptionalInt> successes) {}

    private final GradientAttackConfig config;
    private final AttackTask task;
    private final WhiteBoxRecognizer victim;
    private final WornAccessory worn;
    private final MomentumStep step;

    NaiveGradientAttack(GradientAttackConfig config, AttackTask task, Accessory accessory, WhiteBoxRecognizer victim) {
        this.config = config;
        this.task = task;
        this.step = (MomentumStep) config.step();
        this.victim = victim;
        Face face = task.faces().get(0);
        this.worn = accessory.wear(
                face.landmarks(), face.image().width(), face.image().height());
    }

    Outcome attack(Seed seed) {
        List<float[]> starts = starts(seed);
        List<List<Moment>> descents = new ArrayList<>();
        do {
            descents.add(descend(starts.get(descents.size())));
        } while (descents.size() < starts.size()
                && !(config.effort().stopEarly() && reached(best(descents.get(descents.size() - 1)))));
        Moment best = best(descents.stream().map(this::best).toList());
        int iterations = descents.stream()
                .filter(descent -> descent.contains(best))
                .mapToInt(descent -> descent.indexOf(best))
                .findFirst()
                .orElseThrow();
        return new Outcome(render(starts.get(0)), best, iterations, reached(best), successes(descents));
    }

    private List<OptionalInt> successes(List<List<Moment>> descents) {
        List<OptionalInt> successes = new ArrayList<>();
        for (int i = 0; i < task.faces().size(); i++) {
            OptionalInt first = OptionalInt.empty();
            int steps = 0;
            for (List<Moment> descent : descents) {
                for (Moment moment : descent) {
                    if (first.isEmpty() && task.goal().holds(moment.scores().get(i))) {
                        first = OptionalInt.of(steps + descent.indexOf(moment));
                    }
                }
                steps += descent.size() - 1;
            }
            successes.add(first);
        }
        return successes;
    }

    private List<float[]> starts(Seed seed) {
        List<float[]> plain = new ArrayList<>();
        config.startColors().forEach(color -> plain.add(worn.plainTexture(color)));
        List<float[]> starts = new ArrayList<>();
        while (!plain.isEmpty()) {
            float[] best = plain.get(0);
            for (float[] texture : plain) {
                best = objective(look(texture).scores()) > objective(look(best).scores()) ? texture : best;
            }
            starts.add(best);
            plain.remove(best);
        }
        for (int restart = starts.size(); restart < config.effort().restarts(); restart++) {
            SplittableRandom random =
                    seed.derive("restart of " + task.id(), restart).random();
            float[] texture = new float[starts.get(0).length];
            for (int i = 0; i < texture.length; i++) {
                texture[i] = (float) random.nextDouble();
            }
            starts.add(texture);
        }
        return starts.subList(0, config.effort().restarts());
    }

    private List<Moment> descend(float[] start) {
        List<Moment> history = new ArrayList<>();
        float[] texture = start.clone();
        float[] velocity = new float[texture.length];
        double size = step.size();
        int lastChange = 0;
        double lossAtLastChange = Double.POSITIVE_INFINITY;
        while (true) {
            Moment now = look(texture);
            history.add(now);
            int iteration = history.size() - 1;
            double loss = loss(now);
            if (loss < 0.98 * lossAtLastChange) {
                lossAtLastChange = loss;
                lastChange = iteration;
            }
            boolean early = config.effort().stopEarly();
            if (iteration == config.effort().maxIterations() || early && reached(now) || early && size < 1) {
                return history;
            }
            int patience = step.patience();
            if (patience > 0 && iteration - lastChange >= patience && (early || size / 2 >= 1)) {
                texture = best(history).texture().clone();
                velocity = new float[texture.length];
                size /= 2;
                lastChange = iteration;
            } else {
                texture = moved(texture, velocity, gradient(now), size);
            }
        }
    }

    private Moment look(float[] texture) {
        List<Image> pictures = render(texture);
        List<Scores> scores = new ArrayList<>();
        List<float[]> gradients = new ArrayList<>();
        for (Image picture : pictures) {
            Backward result = victim.backward(
                            List.of(picture), (probe, answer) -> logitGradient(answer), BackwardRule.EXACT)
                    .get(0);
            scores.add(result.scores());
            gradients.add(result.gradient());
        }
        return new Moment(texture.clone(), pictures, scores, gradients);
    }

    private List<Image> render(float[] texture) {
        return task.faces().stream()
                .map(face -> worn.render(face.image(), texture))
                .toList();
    }

    private float[] logitGradient(Scores scores) {
        if (config.effort().loss() == Loss.CROSS_ENTROPY) {
            return task.goal().crossEntropyGradient(scores);
        }
        float[] gradient = new float[scores.gallery().size()];
        int person = person(scores);
        float sign = task.goal() instanceof Impersonation ? 1 : -1;
        gradient[person] = -sign;
        gradient[rival(scores)] = sign;
        return gradient;
    }

    private int person(Scores scores) {
        return scores.gallery()
                .indexOf(
                        task.goal() instanceof Impersonation impersonation
                                ? impersonation.target()
                                : ((Dodging) task.goal()).self());
    }

    private int rival(Scores scores) {
        float[] logits = scores.logits();
        logits[person(scores)] = Float.NEGATIVE_INFINITY;
        int rival = 0;
        for (int i = 1; i < logits.length; i++) {
            rival = logits[i] > logits[rival] ? i : rival;
        }
        return rival;
    }

    private float[] gradient(Moment moment) {
        float[] sum = new float[moment.texture().length];
        for (float[] own : moment.gradients()) {
            float[] pulled = worn.pullBack(own);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += pulled[i];
            }
        }
        return sum;
    }

    private float[] moved(float[] texture, float[] velocity, float[] gradient, double size) {
        float largest = 0;
        for (float value : gradient) {
            largest = Math.max(largest, Math.abs(value));
        }
        float[] moved = texture.clone();
        for (int i = 0; i < texture.length; i++) {
            float share = largest > 0 ? Math.abs(gradient[i]) * (1 / largest) : 0;
            double direction = Math.signum(gradient[i]) * Math.pow(share, step.exponent());
            velocity[i] = (float) (size / 255 * direction) + (float) step.momentum() * velocity[i];
            float next = texture[i] - velocity[i];
            moved[i] = next < 0 || next > 1 ? texture[i] : next;
        }
        return moved;
    }

    private double objective(List<Scores> scores) {
        return scores.stream().mapToDouble(this::objective).average().orElseThrow();
    }

    private double objective(Scores scores) {
        if (config.effort().loss() == Loss.CROSS_ENTROPY) {
            return task.goal().confidence(scores);
        }
        float[] logits = scores.logits();
        double lead = (double) logits[person(scores)] - logits[rival(scores)];
        return task.goal() instanceof Impersonation ? lead : -lead;
    }

    private double loss(Moment moment) {
        double objective = objective(moment.scores());
        return config.effort().loss() == Loss.CROSS_ENTROPY
                ? -Math.log(Math.max(objective, Double.MIN_NORMAL))
                : Math.log1p(Math.exp(-objective));
    }

    private boolean reached(Moment moment) {
        double mean = moment.scores().stream()
                .mapToDouble(task.goal()::confidence)
                .average()
                .orElseThrow();
        return mean >= config.effort().confidenceFor(task.goal())
                && moment.scores().stream().allMatch(task.goal()::holds);
    }

    private Moment best(List<Moment> history) {
        Moment best = history.get(0);
        for (Moment moment : history) {
            best = better(moment, best) ? moment : best;
        }
        return best;
    }

    private boolean better(Moment one, Moment other) {
        if (reached(one) != reached(other)) {
            return reached(one);
        }
        return objective(one.scores()) > objective(other.scores());
    }
}
