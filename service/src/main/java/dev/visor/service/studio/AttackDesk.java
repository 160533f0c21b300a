package dev.visor.service.studio;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.Pose;
import dev.visor.accessory.PosedAccessory;
import dev.visor.attack.AttackTask;
import dev.visor.attack.Dodging;
import dev.visor.attack.Goal;
import dev.visor.attack.Impersonation;
import dev.visor.experiment.Attacker;
import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Recognizer;
import dev.visor.run.RunContext;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.experiment.ExperimentFileException;
import dev.visor.store.file.Json;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Makes attacks that one can watch. Each advances on a thread of its own. Thread-safe. */
public final class AttackDesk {

    private static final int MOST = 100;
    private static final int AT_ONCE = 2;
    private static final String NAME = "studio";

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
    private record Started(StudioAttack attack, AttackRequest request, ExperimentFile experiment) {}

    /** Names an attack. */
    public record AttackId(String id) {}

    /**
     * Starts an attack.
     *
     * @throws IllegalArgumentException with one line if it can't be made
     * @throws IOException if the run can't be read
     */
    public AttackId start(AttackRequest request) throws IOException {
        if (attacks.all().stream().filter(one -> one.attack.isRunning()).count() >= AT_ONCE) {
            throw StudioException.notPossible(AT_ONCE + " attacks are running: stop one first");
        }
        OpenRun run = studio.run(request.run());
        ExperimentFile experiment = experiment(run, request);
        Attacker attacker =
                Objects.requireNonNull(experiment.config().attackers().get(NAME), NAME);
        AttackTask task = task(run, request);
        Accessory accessory = new PosedAccessory(studio.accessory(run, request.accessory()), request.pose());
        // It does not fit on each face in each pose; that is told before anything starts.
        Image picture = task.faces().get(0).image();
        accessory.wear(task.faces().get(0).landmarks(), picture.width(), picture.height());
        Recognizer victim = run.attacked(request.chain());
        Started started = attacks.add(id ->
                new Started(new StudioAttack(id, task, image -> made(run, request, task, image)), request, experiment));
        RunContext context = RunContext.of(experiment.seed());
        threads.execute(() -> started.attack.craft(attacker.attack().buildForAny(), accessory, victim, context));
        return new AttackId(started.attack.id());
    }

    private static ExperimentFile experiment(OpenRun run, AttackRequest request) throws IOException {
        try {
            return run.run().folder().readExperiment(overrides(run, request), run.registry());
        } catch (ExperimentFileException e) {
            String problems = String.join("; ", e.problems());
            throw StudioException.notPossible(problems.replaceAll("--set \\S+ (attackers\\.studio\\.)?", ""));
        }
    }

    private AttackTask task(OpenRun run, AttackRequest request) {
        Face face = studio.picture(request.picture()).face();
        // Somebody in a photograph is who the system takes them for.
        Identity self = run.gallery().contains(face.identity())
                ? face.identity()
                : run.plain().identify(face.image()).best();
        String target = request.target();
        Goal goal = target == null ? new Dodging(self) : new Impersonation(run.enrolled(target));
        if (target != null && goal.person().equals(self)) {
            throw StudioException.notPossible(
                    "the system takes the face for " + target + " already: choose another target");
        }
        return new AttackTask(NAME, List.of(new Face(face.id(), self, face.image(), face.landmarks())), goal);
    }

    private AttackEnd.Made made(OpenRun run, AttackRequest request, AttackTask task, Image image) {
        Face face = task.faces().get(0);
        PictureCard card = studio.keep(run, new Face(face.id(), face.identity(), image, face.landmarks()));
        Decision decision =
                run.with(request.chain(), chain -> chain.recognizer().decide(image));
        return new AttackEnd.Made(
                task.goal().holds(decision),
                decision.scores().confidence(task.goal().person()),
                card);
    }

    /** Returns what changes the experiment of the run into this attack. */
    private static List<String> overrides(OpenRun run, AttackRequest request) {
        boolean undefended = request.chain().equals(run.experiment().config().undefended());
        String target = request.target();
        return List.of(
                "attackers={" + NAME + ": {kind: gradient, preset: "
                        + request.preset().toUpperCase(Locale.ROOT)
                        + ", knows: " + (undefended ? "system" : "defense") + ", pairs: 1, goal: "
                        + (target == null ? "dodging" : "impersonation, target: " + Json.toLine(target))
                        + ", max-iterations: " + request.iterations() + "}}",
                "accessories=[" + Json.toLine(request.accessory()) + "]");
    }

    /**
     * Returns the experiment file that repeats an attack by {@code visor run}, with a face that its seed draws.
     *
     * @param attack the id of the attack
     */
    public String yaml(String attack) {
        Started started = attacks.get(attack);
        Pose pose = started.request.pose();
        String moved = pose.equals(Pose.NEUTRAL)
                ? ""
                : "# In the studio the accessory was moved by " + pose.along() + " along and " + pose.across()
                        + " across the eyes, scaled by " + pose.scale() + " and turned by " + pose.degrees()
                        + " degrees; here it is worn as it is meant.\n";
        return moved
                + started.experiment.toYaml(studio.run(started.request.run()).registry());
    }

    /** Returns the steps of an attack as a table in CSV. */
    public String curve(String attack) {
        StringBuilder csv = new StringBuilder("step,confidence,best\n");
        for (List<Double> step : attacks.get(attack).attack.history().steps()) {
            csv.append(String.format(Locale.ROOT, "%.0f,%.6f,%.6f%n", step.get(0), step.get(1), step.get(2)));
        }
        return csv.toString();
    }

    /** Tells somebody what has become of an attack, and what becomes of it. */
    public void watch(String attack, AttackEvents listener) {
        attacks.get(attack).attack.watch(listener);
    }

    /** Tells somebody no more. */
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
