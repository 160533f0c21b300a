package dev.visor.service.studio;

import dev.visor.accessory.Accessory;
import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Attack;
import dev.visor.attack.AttackTask;
import dev.visor.attack.Goal;
import dev.visor.image.Image;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.recognition.WatchedRecognizer;
import dev.visor.run.CancelledException;
import dev.visor.run.RunContext;
import dev.visor.service.studio.message.AttackEnd;
import dev.visor.service.studio.message.AttackHistory;
import dev.visor.service.studio.message.AttackState;
import dev.visor.service.studio.message.AttackStep;
import dev.visor.service.studio.message.PictureCard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An attack that advances on a thread of its own while one looks. Thread-safe. */
final class StudioAttack {

    /** No faster than one can see, and slow enough that pictures for the page cost little. */
    private static final long NANOS_BETWEEN_EVENTS = TimeUnit.MILLISECONDS.toNanos(100);

    private final String id;
    private final AttackTask task;
    private final Goal goal;
    private final Function<Image, Made> finish;
    private final List<AttackEvents> listeners = new CopyOnWriteArrayList<>();
    private final List<List<Double>> history = new ArrayList<>();
    private State state = State.RUNNING;
    private String detail = "";
    private double best;
    private @Nullable Image bestPicture;
    private long lastEvent;
    private @Nullable AttackEnd end;

    /**
     * What the best picture is worth.
     *
     * @param success whether what is attacked decides what the attacker wants
     * @param confidence of what is attacked in the target, or with dodging in the attacker
     */
    record Made(boolean success, double confidence, PictureCard picture) {}

    /** Where an attack is. */
    private enum State {
        RUNNING,
        PAUSED,
        STOPPED,
        DONE,
        FAILED
    }

    /**
     * Makes an attack that has not begun.
     *
     * @param id what the page calls it
     * @param task with one face
     * @param finish keeps the best picture and decides about it
     */
    StudioAttack(String id, AttackTask task, Function<Image, Made> finish) {
        this.id = id;
        this.task = task;
        this.goal = task.goal();
        this.finish = finish;
        this.best = goal.rises() ? 0 : 1;
    }

    String id() {
        return id;
    }

    /** Attacks, on the caller's thread, until the attack ends. */
    void craft(Attack<Recognizer> attack, Accessory accessory, Recognizer victim, RunContext run) {
        try {
            AdversarialExample made = attack.craft(
                            List.of(task),
                            accessory,
                            WatchedRecognizer.of(victim, this::asked),
                            run.cancelledWhen(this::isStopped))
                    .get(0);
            end(State.DONE, made.image());
        } catch (CancelledException e) {
            end(State.STOPPED, bestPicture());
        } catch (RuntimeException | Error e) {
            fail(String.valueOf(e.getMessage()));
            if (e instanceof Error error) {
                throw error;
            }
        }
    }

    /** Sees what the victim is asked. What it is asked about the face without the accessory is no step. */
    private void asked(List<Image> probes, List<Scores> scores, boolean pulledBack) {
        Image clean = task.faces().get(0).image();
        IntStream.range(0, probes.size())
                .boxed()
                .filter(i -> !probes.get(i).equals(clean))
                .max(Comparator.comparingDouble(i -> goal.confidence(scores.get(i))))
                .ifPresent(i -> advance(probes.get(i), scores.get(i)));
        awaitGoingOn();
    }

    private void advance(Image picture, Scores scores) {
        AttackStep step = step(picture, scores);
        if (isDue()) {
            report("step", step.with(PngUrl.of(picture)));
        }
    }

    private synchronized AttackStep step(Image picture, Scores scores) {
        double confidence = scores.confidence(goal.person());
        if (bestPicture == null || (goal.rises() ? confidence > best : confidence < best)) {
            best = confidence;
            bestPicture = picture;
        }
        int number = history.size() + 1;
        history.add(List.of((double) number, confidence, best));
        return new AttackStep(
                number, confidence, best, scores.best().name(), scores.isKnown() ? "person" : "unknown", null);
    }

    private synchronized boolean isDue() {
        long now = System.nanoTime();
        boolean due = lastEvent == 0 || now - lastEvent >= NANOS_BETWEEN_EVENTS;
        lastEvent = due ? now : lastEvent;
        return due;
    }

    private synchronized void awaitGoingOn() {
        while (state == State.PAUSED) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                state = State.STOPPED;
            }
        }
    }

    /** Returns whether somebody ended it. */
    synchronized boolean isStopped() {
        return state == State.STOPPED;
    }

    private synchronized @Nullable Image bestPicture() {
        return bestPicture;
    }

    private void end(State reached, @Nullable Image picture) {
        AttackEnd made = null;
        if (picture != null) {
            Made kept = finish.apply(picture);
            made = new AttackEnd(kept.success(), steps(), kept.confidence(), kept.picture());
        }
        synchronized (this) {
            state = reached;
            end = made;
            notifyAll();
        }
        report("state", state());
        if (made != null) {
            report("end", made);
        }
    }

    private void fail(String why) {
        synchronized (this) {
            state = State.FAILED;
            detail = why;
        }
        report("state", state());
    }

    private synchronized int steps() {
        return history.size();
    }

    private void report(String name, Object data) {
        listeners.forEach(listener -> listener.event(name, data));
    }

    /** Adds somebody to whom is reported what has been, and what comes. */
    void watch(AttackEvents listener) {
        AttackEnd known;
        synchronized (this) {
            listener.event("history", history());
            listeners.add(listener);
            known = end;
        }
        listener.event("state", state());
        if (known != null) {
            listener.event("end", known);
        }
    }

    void unwatch(AttackEvents listener) {
        listeners.remove(listener);
    }

    synchronized AttackHistory history() {
        return new AttackHistory(history);
    }

    synchronized AttackState state() {
        return new AttackState(state.name().toLowerCase(Locale.ROOT), detail);
    }

    synchronized boolean isRunning() {
        return state == State.RUNNING || state == State.PAUSED;
    }

    /** Holds it up after the step in hand. */
    AttackState pause() {
        return change(State.RUNNING, State.PAUSED);
    }

    /** Lets it go on. */
    AttackState resume() {
        return change(State.PAUSED, State.RUNNING);
    }

    /** Ends it; the best picture so far is what it made. */
    AttackState stop() {
        synchronized (this) {
            if (isRunning()) {
                state = State.STOPPED;
                notifyAll();
            }
        }
        return state();
    }

    private AttackState change(State from, State to) {
        boolean changed;
        synchronized (this) {
            changed = state == from;
            state = changed ? to : state;
            notifyAll();
        }
        if (changed) {
            report("state", state());
        }
        return state();
    }
}
