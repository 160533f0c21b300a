package dev.visor.attack;

import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The adversarial glasses attack (M. Sharif, S. Bhagavatula, L. Bauer, M. K. Reiter, "Accessorize to a Crime", CCS
 * 2016), in the digital domain: gradient descent on the colors of a worn frame until the recognizer answers what the
 * attacker wants.
 *
 * <p>Deviations from the paper: every iterate is scored as the 8-bit picture that would be saved, the last one too, and
 * the best one is returned; the gradient may be flattened by an exponent and the step may shrink, as the
 * {@link GlassesConfig} says; the frame is a drawn shape with smooth edges; smoothness, printability and movement, which
 * matter for printed glasses, are left out.
 *
 * <p>Immutable and thread-safe.
 */
public final class GlassesAttack implements Attack<WhiteBoxRecognizer> {

    private final GlassesConfig config;

    /** Makes an attack. */
    public GlassesAttack(GlassesConfig config) {
        this.config = config;
    }

    @Override
    public ThreatModel threatModel() {
        return new ThreatModel(
                ThreatModel.Knowledge.WHITE_BOX, config.accessory().name(), "any 8-bit color within the region");
    }

    @Override
    public void craft(List<AttackTask> tasks, WhiteBoxRecognizer victim, RunContext run, Finished finished) {
        checkGoals(tasks, victim);
        List<Descent> active = new ArrayList<>();
        Deque<AttackTask> waiting = new ArrayDeque<>(tasks);
        try (Progress.Task progress = run.begin("attacks", tasks.size())) {
            while (!waiting.isEmpty() || !active.isEmpty()) {
                run.checkpoint();
                active.addAll(start(waiting, config.batchSize() - active.size(), victim));
                advance(active, victim);
                for (Descent descent : active) {
                    if (descent.isFinished()) {
                        finished.accept(descent.task(), descent.examples(victim));
                    }
                }
                active.removeIf(Descent::isFinished);
                progress.done(tasks.size() - waiting.size() - active.size());
            }
        }
    }

    private static void checkGoals(List<AttackTask> tasks, WhiteBoxRecognizer victim) {
        for (AttackTask task : tasks) {
            victim.gallery().indexOf(task.faces().get(0).identity());
            if (task.goal() instanceof Impersonation impersonation) {
                victim.gallery().indexOf(impersonation.target());
            }
        }
    }

    /** Step 1 of the article: the glasses are drawn on the attacker's face, in the color nearest to the goal. */
    private List<Descent> start(Deque<AttackTask> waiting, int places, WhiteBoxRecognizer victim) {
        List<Descent> candidates = new ArrayList<>();
        List<Image> faces = new ArrayList<>();
        for (int place = 0; place < places && !waiting.isEmpty(); place++) {
            AttackTask task = waiting.poll();
            config.startColors().forEach(color -> candidates.add(new Descent(task, config, color)));
            task.faces().forEach(face -> faces.add(face.image()));
        }
        if (candidates.isEmpty()) {
            return List.of();
        }
        List<Scores> clean = victim.identify(faces);
        List<Image> starts =
                candidates.stream().flatMap(d -> d.pictures().stream()).toList();
        List<Scores> scores = victim.identify(starts);
        List<Descent> chosen = new ArrayList<>();
        int face = 0;
        int start = 0;
        for (int i = 0; i < candidates.size(); i += config.startColors().size()) {
            int pictures = candidates.get(i).pictures().size();
            Descent best = candidates.get(i);
            for (int color = 0; color < config.startColors().size(); color++) {
                Descent candidate = candidates.get(i + color);
                candidate.started(clean.subList(face, face + pictures), scores.subList(start, start + pictures));
                best = candidate.confidence() > best.confidence() ? candidate : best;
                start += pictures;
            }
            face += pictures;
            chosen.add(best);
        }
        return chosen;
    }

    /** Step 2 of the article, one iteration: the picture is scored, and the colors follow the gradient. */
    private static void advance(List<Descent> active, WhiteBoxRecognizer victim) {
        List<Image> pictures = new ArrayList<>();
        List<Goal> goals = new ArrayList<>();
        for (Descent descent : active) {
            for (Image picture : descent.pictures()) {
                pictures.add(picture);
                goals.add(descent.task().goal());
            }
        }
        List<Backward> results =
                victim.backward(pictures, (probe, scores) -> goals.get(probe).lossGradient(scores), BackwardRule.EXACT);
        int from = 0;
        for (Descent descent : active) {
            int to = from + descent.pictures().size();
            descent.observe(results.subList(from, to), victim);
            from = to;
        }
    }
}
