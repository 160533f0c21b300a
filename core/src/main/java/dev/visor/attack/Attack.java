package dev.visor.attack;

import dev.visor.face.Face;
import dev.visor.recognition.Recognizer;
import dev.visor.run.RunContext;
import java.util.List;

/**
 * Makes adversarial examples.
 *
 * @param <R> what it must be able to do with its victim
 */
public interface Attack<R extends Recognizer> {

    /** Returns what the attacker knows and may do. */
    ThreatModel threatModel();

    /**
     * Makes an adversarial example for each face of each task, in the order of the tasks and their faces.
     *
     * @param tasks with goals about people of the victim's gallery
     * @param victim the recognizer under attack; is not changed
     * @param run whom to tell about progress
     */
    List<AdversarialExample> craft(List<AttackTask> tasks, R victim, RunContext run);

    /** Makes the adversarial example for one picture. */
    default AdversarialExample craft(Face face, Goal goal, R victim, RunContext run) {
        return craft(List.of(new AttackTask(face.id(), List.of(face), goal)), victim, run)
                .get(0);
    }
}
