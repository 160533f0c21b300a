package dev.visor.service.studio;

import dev.visor.accessory.Accessory;
import dev.visor.attack.Attack;
import dev.visor.attack.AttackTask;
import dev.visor.attack.Dodging;
import dev.visor.attack.Goal;
import dev.visor.attack.Impersonation;
import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Recognizer;
import dev.visor.run.RunContext;
import dev.visor.service.studio.message.AttackRequest;
import dev.visor.service.studio.message.AttackState;
import dev.visor.service.studio.message.PictureCard;
import dev.visor.store.experiment.ExperimentFile;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes attacks that one can watch. Each advances on a thread of its own. Thread-safe. */
public final class AttackDesk {

    private static final int MOST = 100;
    private static final int AT_ONCE = 2;

    private final Studio studio;
    private final Shelf<Started> attacks = new Shelf<>("attack", MOST);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "visor-studio-attack");
        thread.setDaemon(true);
        return thread;
    });

    AttackDesk(Studio studio) {
        this.studio = studio;
    }

    /** An attack with what was asked for. */
    private record Started(StudioAttack attack, AttackRequest request, AttackTask task, ExperimentFile experiment) {}

    /** Names an attack. */
    public record AttackId(String id) {}

    /**
     * Starts an attack.
     *
     * @throws IllegalArgumentException with one line if it can't be made
     */
    public AttackId start(AttackRequest request) {
        if (attacks.all().stream().filter(one -> one.attack.isRunning()).count() >= AT_ONCE) {
            throw StudioException.notPossible(AT_ONCE + " attacks are running: stop one first");
        }
        OpenRun run = studio.run(request.run());
        String name = request.target();
        Identity target = name == null ? null : run.enrolled(name);
        Accessory accessory = studio.accessory(run, request.accessory());
        Face taken = studio.picture(request.picture()).face();
        AttackTask own = task(run, taken, target);
        Identity attacker = run.gallery().contains(taken.identity()) ? taken.identity() : null;
        String nameable = attacker != null && run.isNameable(taken) ? taken.id() : null;
        ExperimentFile experiment =
                AttackExperiment.of(run.experiment(), request, accessory, attacker, nameable, target);
        AttackTask task = nameable == null ? own : run.plan(experiment.config(), AttackExperiment.attacker(experiment));
        Face face = task.faces().get(0);
        Accessory posed = AttackExperiment.accessory(experiment);
        // It does not fit on each face in each pose, which is reported before anything starts.
        posed.wear(face.landmarks(), face.image().width(), face.image().height());
        Recognizer victim = run.attacked(request.chain());
        Started started = attacks.add(id -> new Started(
                new StudioAttack(id, task, image -> made(run, request.chain(), task, image)),
                request,
                task,
                experiment));
        Attack<Recognizer> attack =
                AttackExperiment.attacker(experiment).attack().buildForAny();
        RunContext context = RunContext.of(experiment.seed());
        threads.execute(() -> started.attack.craft(attack, posed, victim, context));
        return new AttackId(started.attack.id());
    }

    private static AttackTask task(OpenRun run, Face face, @Nullable Identity target) {
        // Somebody in a photograph is who the system takes them for.
        Identity self = run.gallery().contains(face.identity())
                ? face.identity()
                : run.plain().identify(face.image()).best();
        if (self.equals(target)) {
            throw StudioException.notPossible(
                    "the system takes the face for " + target + " already: choose another target");
        }
        Goal goal = target == null ? new Dodging(self) : new Impersonation(target);
        return new AttackTask(face.id(), List.of(new Face(face.id(), self, face.image(), face.landmarks())), goal);
    }

    private StudioAttack.Made made(OpenRun run, String chain, AttackTask task, Image image) {
        Face face = task.faces().get(0);
        PictureCard card = studio.keep(run, new Face(face.id(), face.identity(), image, face.landmarks()));
        Decision decision =
                run.with(chain, deployment -> deployment.recognizer().decide(image));
        return new StudioAttack.Made(
                task.goal().holds(decision),
                decision.scores().confidence(task.goal().person()),
                card);
    }

    /**
     * Returns the experiment file that repeats an attack by {@code visor run}. Its first lines say what differs.
     *
     * @param attack the id of the attack
     */
    public String yaml(String attack) {
        Started started = attacks.get(attack);
        ExperimentFile experiment = started.experiment;
        StringBuilder yaml = new StringBuilder();
        Differences.of(experiment, started.request, started.task, started.attack.isStopped())
                .forEach(one ->
                        yaml.append("# Differs from the studio: ").append(one).append(".\n"));
        if (yaml.isEmpty()) {
            yaml.append("# Repeats the attack of the studio, to the last pixel on processors of the same kind.\n");
        }
        return yaml + experiment.toYaml(studio.run(started.request.run()).registry());
    }

    /** Returns the steps of an attack as a table in CSV. */
    public String curve(String attack) {
        StringBuilder csv = new StringBuilder("step,confidence,best\n");
        for (List<Double> step : attacks.get(attack).attack.history().steps()) {
            csv.append(String.format(Locale.ROOT, "%.0f,%.6f,%.6f%n", step.get(0), step.get(1), step.get(2)));
        }
        return csv.toString();
    }

    /** Reports to somebody what has become of an attack, and what becomes of it. */
    public void watch(String attack, AttackEvents listener) {
        attacks.get(attack).attack.watch(listener);
    }

    /** Reports to somebody no more. */
    public void unwatch(String attack, AttackEvents listener) {
        attacks.get(attack).attack.unwatch(listener);
    }

    /** Holds an attack up after the step in hand. */
    public AttackState pause(String attack) {
        return attacks.get(attack).attack.pause();
    }

    /** Lets an attack go on. */
    public AttackState resume(String attack) {
        return attacks.get(attack).attack.resume();
    }

    /** Ends an attack; its best picture so far is what it made. */
    public AttackState stop(String attack) {
        return attacks.get(attack).attack.stop();
    }

    /** Stops all attacks and waits until they have ended. */
    void close() {
        attacks.all().forEach(started -> started.attack.stop());
        threads.shutdown();
        try {
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
