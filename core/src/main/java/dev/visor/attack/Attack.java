package dev.visor.attack;

import dev.visor.accessory.Accessory;
import dev.visor.face.Face;
import dev.visor.recognition.Recognizer;
import dev.visor.run.RunContext;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes adversarial examples with any accessory, for impersonation or dodging. Implementations are immutable and
 * thread-safe.
 *
 * @param <R> what the victim must offer: a {@link Recognizer} gives scores alone, a white-box one gradients too
 */
public interface Attack<R extends Recognizer> {

    /**
     * Makes an adversarial example for each face of each task. Those of a task are handed over as soon as it ends.
     *
     * @param tasks with goals about people of the victim's gallery
     * @param accessory what the attackers wear
     * @param victim the recognizer under attack; is not changed
     * @param run receives the progress; its seed decides every random draw
     * @param finished is called on this thread, in the order in which the tasks end
     * @throws IllegalArgumentException if a person is not enrolled, or the accessory does not fit on a face
     */
    void craft(List<AttackTask> tasks, Accessory accessory, R victim, RunContext run, Finished finished);

    /** Returns the adversarial examples of all tasks, in the order of the tasks and their faces. */
    default List<AdversarialExample> craft(List<AttackTask> tasks, Accessory accessory, R victim, RunContext run) {
        Map<AttackTask, List<AdversarialExample>> examples = new IdentityHashMap<>();
        craft(tasks, accessory, victim, run, examples::put);
        return tasks.stream()
                .flatMap(task -> examples.getOrDefault(task, List.of()).stream())
                .toList();
    }

    /** Makes the adversarial example for one picture. */
    default AdversarialExample craft(Face face, Goal goal, Accessory accessory, R victim, RunContext run) {
        return craft(List.of(new AttackTask(face.id(), List.of(face), goal)), accessory, victim, run)
                .get(0);
    }

    /** Receives the examples of each task. */
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
