package dev.visor.attack.photograph;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Attack;
import dev.visor.attack.AttackTask;
import dev.visor.attack.alignment.AttackedPart;
import dev.visor.face.Face;
import dev.visor.face.PhotographPart;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Attacks on faces whose photographs are known are made in the photographs: the accessory is drawn there, and the victim
 * sees the crop. Their examples hold the crops, like those of all other faces, and the part of the photograph as well.
 */
public final class PhotographAttacks {

    private PhotographAttacks() {}

    /** Returns the tasks in the photographs of their faces; those without one stay as they are. */
    public static List<AttackTask> of(List<AttackTask> tasks) {
        return tasks.stream().map(AttackTask::inPhotograph).toList();
    }

    /** Returns what takes examples in photographs and hands them on by their crops. */
    public static Attack.Finished byCrops(List<AttackTask> tasks, Attack.Finished finished) {
        Map<String, AttackTask> crops = tasks.stream().collect(Collectors.toMap(AttackTask::id, Function.identity()));
        return (task, examples) -> {
            AttackTask original = crops.getOrDefault(task.id(), task);
            finished.accept(
                    original,
                    examples.stream()
                            .map(example -> byCrop(example, original.faces().get(0), task.photograph() != null))
                            .toList());
        };
    }

    private static AdversarialExample byCrop(AdversarialExample example, Face face, boolean inPhotograph) {
        PhotographPart part = face.photograph();
        if (!inPhotograph || part == null) {
            return example;
        }
        return new AdversarialExample(
                example.id(),
                face,
                example.goal(),
                part.crop(example.start()),
                part.crop(example.image()),
                part.crop(example.region()),
                example.cleanScores(),
                example.startScores(),
                example.scores(),
                example.iterations(),
                example.reached(),
                example.firstSuccess(),
                example.onSurrogates(),
                new AttackedPart(example.image(), example.region()));
    }
}
