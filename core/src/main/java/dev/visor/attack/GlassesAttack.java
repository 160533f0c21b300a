package dev.visor.attack;

import dev.visor.image.Image;
import dev.visor.recognition.Backward;
import dev.visor.recognition.BackwardRule;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WhiteBoxRecognizer;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import dev.visor.run.Seed;
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
 * {@link GlassesConfig} says; the margin may take the place of the cross-entropy, and there may be restarts, one after
 * the other, also from random colors; the frame is a drawn shape with smooth edges; smoothness, printability and
 * movement, which matter for printed glasses, are left out.
 *
 * <p>Of a victim whose {@link WhiteBoxRecognizer#exactBackward} is false, an attack that stops early identifies the
 * pictures that seem to reach the goal, and one that doesn't ranks its iterates by the scores that come with the
 * gradients. A success counts from the first iterate on in which both the scores that come with the gradient and
 * identification tell of it. What is reported is always what identification says.
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
        tasks.forEach(task -> task.checkEnrolled(victim.gallery()));
        List<Restarts> active = new ArrayList<>();
        Deque<AttackTask> waiting = new ArrayDeque<>(tasks);
        try (Progress.Task progress = run.begin("attacks", tasks.size())) {
            while (!waiting.isEmpty() || !active.isEmpty()) {
                active.addAll(start(waiting, config.batchSize() - active.size(), victim, run.seed()));
                advance(active, victim, run);
                for (Restarts restarts : active) {
                    if (restarts.isFinished()) {
                        finished.accept(restarts.task(), restarts.examples());
                    }
                }
                active.removeIf(Restarts::isFinished);
                progress.done(tasks.size() - waiting.size() - active.size());
            }
        }
    }

    /** Step 1 of the article: the glasses are drawn on the attacker's face, in the colors nearest to the goal. */
    private List<Restarts> start(Deque<AttackTask> waiting, int places, WhiteBoxRecognizer victim, Seed seed) {
        List<Starts> starting = new ArrayList<>();
        List<Image> faces = new ArrayList<>();
        List<Image> plain = new ArrayList<>();
        for (int place = 0; place < places && !waiting.isEmpty(); place++) {
            Starts starts = new Starts(waiting.remove(), config);
            starting.add(starts);
            starts.task().faces().forEach(face -> faces.add(face.image()));
            plain.addAll(starts.pictures());
        }
        if (starting.isEmpty()) {
            return List.of();
        }
        List<Scores> clean = victim.identify(faces);
        List<Scores> scores = victim.identify(plain);
        List<Restarts> started = new ArrayList<>();
        int face = 0;
        int picture = 0;
        for (Starts starts : starting) {
            int nextFace = face + starts.task().faces().size();
            int nextPicture = picture + starts.pictures().size();
            started.add(starts.begin(clean.subList(face, nextFace), scores.subList(picture, nextPicture), seed));
            face = nextFace;
            picture = nextPicture;
        }
        return started;
    }

    /** Makes as many iterations as masks are held for; a task that ends before keeps its place until then. */
    private void advance(List<Restarts> active, WhiteBoxRecognizer victim, RunContext run) {
        int hold = config.effort().hold();
        WhiteBoxRecognizer held = hold == 1 ? victim : victim.holding(pictures(active));
        int iterations = held == victim ? 1 : hold;
        for (int i = 0; i < iterations && !active.stream().allMatch(Restarts::isFinished); i++) {
            run.checkpoint();
            iterate(active, held);
        }
    }

    private static List<Image> pictures(List<Restarts> active) {
        return active.stream().flatMap(restarts -> restarts.pictures().stream()).toList();
    }

    /** Step 2 of the article, one iteration: the picture is scored, and the colors follow the gradient. */
    private void iterate(List<Restarts> active, WhiteBoxRecognizer victim) {
        List<Image> pictures = pictures(active);
        List<Goal> goals = active.stream()
                .flatMap(restarts -> restarts.pictures().stream()
                        .map(picture -> restarts.task().goal()))
                .toList();
        Loss loss = config.effort().loss();
        List<Backward> results = victim.backward(
                pictures, (probe, scores) -> loss.gradient(goals.get(probe), scores), BackwardRule.EXACT);
        int from = 0;
        for (Restarts restarts : active) {
            int to = from + restarts.pictures().size();
            if (!restarts.isFinished()) {
                restarts.observe(results.subList(from, to), victim);
            }
            from = to;
        }
    }
}
