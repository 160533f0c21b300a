package dev.visor.attack;

import dev.visor.accessory.WornAccessory;
import dev.visor.face.Face;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.recognition.Scores;
import dev.visor.run.Seed;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The faces of a task with the plain accessory in each of the start colors, to be put in order by their scores. */
final class Starts {

    private final AttackTask task;
    private final GlassesConfig config;
    private final WornAccessory accessory;
    private final List<Image> pictures;

    Starts(AttackTask task, GlassesConfig config) {
        this.task = task;
        this.config = config;
        Face face = task.faces().get(0);
        this.accessory = config.accessory()
                .wear(face.landmarks(), face.image().width(), face.image().height());
        this.pictures = config.startColors().stream()
                .map(accessory::plainTexture)
                .flatMap(texture -> task.faces().stream().map(other -> accessory.render(other.image(), texture)))
                .toList();
    }

    AttackTask task() {
        return task;
    }

    /** Returns the pictures, color by color. */
    List<Image> pictures() {
        return pictures;
    }

    /**
     * Begins the attack, from the color nearest to the goal on.
     *
     * @param clean what the victim says of the faces
     * @param scores what it says of the pictures
     * @param seed of the run
     */
    Restarts begin(List<Scores> clean, List<Scores> scores, Seed seed) {
        // The sort is stable: of colors that are as near as each other the first one comes first.
        List<Integer> order = IntStream.range(0, config.startColors().size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer color) -> nearness(ofColor(scores, color)))
                        .reversed())
                .toList();
        List<Color> colors = order.stream().map(config.startColors()::get).toList();
        int nearest = order.get(0);
        return new Restarts(
                task, config, accessory, colors, ofColor(pictures, nearest), clean, ofColor(scores, nearest), seed);
    }

    private double nearness(List<Scores> scores) {
        return AttackTask.mean(scores, one -> config.effort().loss().nearness(task.goal(), one));
    }

    private <T> List<T> ofColor(List<T> all, int color) {
        int faces = task.faces().size();
        return List.copyOf(all.subList(color * faces, (color + 1) * faces));
    }
}
