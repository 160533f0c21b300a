package dev.visor.attack;

import dev.visor.accessory.WornAccessory;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.recognition.Scores;
import dev.visor.run.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** One task of the square attack under way: the best colors so far, and those that are tried. */
final class SquareSearch {

    private final AttackTask task;
    private final SquareConfig config;
    private final WornAccessory accessory;
    private final Squares squares;
    private final SplittableRandom random;
    private final List<Image> plain;
    private List<Scores> cleanScores = List.of();
    private List<Scores> plainScores = List.of();

    private final FirstSuccess firstSuccess;
    private float[] bestTexture;
    private Iterate best = Iterate.none();
    private float[] texture;
    private List<Image> pictures;
    private int changes;

    SquareSearch(AttackTask task, SquareConfig config, Seed seed) {
        this.task = task;
        this.config = config;
        Face face = task.faces().get(0);
        this.accessory = config.accessory()
                .wear(face.landmarks(), face.image().width(), face.image().height());
        this.squares = new Squares(accessory.region());
        this.random = seed.derive("square attack " + task.id()).random();
        this.texture = accessory.plainTexture(GlassesConfig.YELLOW);
        this.bestTexture = texture;
        this.plain = render();
        this.pictures = plain;
        this.firstSuccess = new FirstSuccess(task.goal(), plain.size());
    }

    AttackTask task() {
        return task;
    }

    /** Returns the faces without the accessory. */
    List<Image> faces() {
        return task.faces().stream().map(Face::image).toList();
    }

    /** Returns the pictures to be scored next, one per face of the task. */
    List<Image> pictures() {
        return pictures;
    }

    boolean isFinished() {
        return best.reached() || changes == config.changes();
    }

    /** Takes the scores of the faces and of those with the plain accessory. */
    void started(List<Scores> clean, List<Scores> start) {
        cleanScores = List.copyOf(clean);
        plainScores = List.copyOf(start);
        observe(start);
    }

    /** Makes the next pictures: stripes at first, then the best ones so far with a square of another color. */
    void change() {
        changes++;
        texture = bestTexture.clone();
        if (changes == 1) {
            squares.drawStripes(texture, random);
        } else {
            squares.drawSquare(texture, config.shareAt(changes), random);
        }
        pictures = render();
    }

    /** Takes the scores of the current pictures and keeps the better ones. */
    void observe(List<Scores> scores) {
        firstSuccess.observe(scores, () -> scores, changes);
        Iterate current = new Iterate(
                pictures,
                List.copyOf(scores),
                changes,
                task.isReached(scores, config.confidence()),
                AttackTask.mean(scores, task.goal()::margin));
        if (current.isBetterThan(best)) {
            best = current;
            bestTexture = texture;
        }
    }

    private List<Image> render() {
        return task.faces().stream()
                .map(face -> accessory.render(face.image(), texture))
                .toList();
    }

    /** Returns the best pictures, an example per face. */
    List<AdversarialExample> examples() {
        List<AdversarialExample> examples = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            examples.add(new AdversarialExample(
                    task.exampleId(i),
                    task.faces().get(i),
                    task.goal(),
                    plain.get(i),
                    best.pictures().get(i),
                    accessory.region(),
                    cleanScores.get(i),
                    plainScores.get(i),
                    best.scores().get(i),
                    best.iteration(),
                    best.reached(),
                    firstSuccess.of(i)));
        }
        return examples;
    }
}
