package dev.visor.experiment;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.PlainColor;
import dev.visor.accessory.WornAccessory;
import dev.visor.evaluation.WearersResult;
import dev.visor.experiment.DefendedSystem.Look;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.run.Progress;
import dev.visor.run.RunContext;
import java.util.ArrayList;
import java.util.List;

/** What defended systems decide about honest people who wear something in a plain color. Used by one thread. */
final class WearersEvaluation {

    private static final int BATCH = 32;

    private final RunContext run;

    WearersEvaluation(RunContext run) {
        this.run = run;
    }

    /**
     * Returns what each system decides about faces that all wear the same.
     *
     * @param name of the accessory
     * @param faces at least one; they take turns with the colors
     */
    List<WearersResult> of(String name, Accessory accessory, List<Face> faces, List<DefendedSystem> systems) {
        List<List<Decision>> decisions = systems.stream()
                .map(system -> (List<Decision>) new ArrayList<Decision>())
                .toList();
        try (Progress.Task task = run.begin("decisions about people with " + name, faces.size())) {
            for (int from = 0; from < faces.size(); from += BATCH) {
                run.checkpoint();
                int to = Math.min(faces.size(), from + BATCH);
                List<Face> part = faces.subList(from, to);
                List<Image> pictures = new ArrayList<>();
                for (int i = from; i < to; i++) {
                    pictures.add(picture(faces.get(i), accessory, PlainColor.of(i)));
                }
                for (int i = 0; i < systems.size(); i++) {
                    decisions
                            .get(i)
                            .addAll(systems.get(i).look(part, pictures).stream()
                                    .map(Look::decision)
                                    .toList());
                }
                task.done(to);
            }
        }
        return decisions.stream().map(of -> WearersResult.of(name, faces, of)).toList();
    }

    /** Returns a face that wears an accessory where its eyes are. */
    static Image picture(Face face, Accessory accessory, PlainColor color) {
        WornAccessory worn = accessory.wear(
                face.landmarks(), face.image().width(), face.image().height());
        return worn.render(face.image(), worn.plainTexture(color.color()));
    }
}
