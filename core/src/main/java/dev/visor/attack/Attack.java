package dev.visor.attack;

import dev.visor.face.Face;
import dev.visor.recognition.Recognizer;
import dev.visor.run.RunContext;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes adversarial examples.
 *
 * @param <R> what it must be able to do with its victim
 */
public interface Attack<R extends Recognizer> {

    /** Returns what the attacker knows and may do. */
    ThreatModel threatModel();

    /**
     * Makes an adversarial example for each face of each task and hands those of a task over as soon as it has ended.
     *
     * @param tasks with goals about people of the victim's gallery
     * @param victim the recognizer under attack; is not changed
     * @param run whom to tell about progress
     * @param finished is called on this thread, in the order in which the tasks end
     */
    void craft(List<AttackTask> tasks, R victim, RunContext run, Finished finished);

    /** Returns the adversarial examples of all tasks, in the order of the tasks and their faces. */
    default List<AdversarialExample> craft(List<AttackTask> tasks, R victim, RunContext run) {
        Map<AttackTask, List<AdversarialExample>> examples = new IdentityHashMap<>();
        craft(tasks, victim, run, examples::put);
        return tasks.stream()
                .flatMap(task -> examples.getOrDefault(task, List.of()).stream())
                .toList();
    }

    /** Makes the adversarial example for one picture. */
    default AdversarialExample craft(Face face, Goal goal, R victim, RunContext run) {
        return craft(List.of(new AttackTask(face.id(), List.of(face), goal)), victim, run)
                .get(0);
    }

    /** Takes over what came of a task. */
    @FunctionalInterface
    interface Finished {

        /**
         * Takes the examples of a task.
         *
         * @param task what has ended
         * @param examples one per face of the task, in their order
         */
        void accept(AttackTask task, List<AdversarialExample> examples);
    }
}
