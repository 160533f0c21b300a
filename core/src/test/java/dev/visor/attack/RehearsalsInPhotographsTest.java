package dev.visor.attack;

import static dev.visor.attack.Attackers.PEOPLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.EyeglassFrame;
import dev.visor.accessory.WornAccessory;
import dev.visor.attack.perception.CaptureExpectation;
import dev.visor.attack.perception.Perception;
import dev.visor.attack.perception.Worn;
import dev.visor.capture.Distortion;
import dev.visor.capture.PrintAndCapture;
import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.FaceFinder;
import dev.visor.face.FaceFormat;
import dev.visor.face.Landmarks;
import dev.visor.face.PhotographPart;
import dev.visor.face.Point;
import dev.visor.face.Similarity;
import dev.visor.image.Image;
import dev.visor.run.RunContext;
import dev.visor.run.Seed;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Attackers whose photographs show them at different places, in different sizes. */
class RehearsalsInPhotographsTest {

    private static final FaceFormat FORMAT = new FaceFormat(Alignment.DLIB, 60, 60);
    private static final Goal GOAL = new Impersonation(PEOPLE.get(1));

    /** Returns a face whose eyes are not quite where the crop has them, as with an alignment by five landmarks. */
    private static Face face(String id, double phase, double scale, double angle, double offset) {
        float[] values = new float[3 * 180 * 160];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.5 + 0.4 * Math.sin(phase + i % 180 / 8.0 + i % (180 * 160) / 180 / 11.0));
        }
        Image photograph = Image.quantized(180, 160, values);
        Similarity toCrop = Similarity.shift(-90, -80)
                .then(Similarity.around(new Point(0, 0), scale, angle))
                .then(Similarity.shift(30, 25));
        Landmarks template = FORMAT.landmarks();
        Similarity toPhotograph = Similarity.shift(offset, offset).then(toCrop.inverse());
        Landmarks eyes = new Landmarks(toPhotograph.apply(template.leftEye()), toPhotograph.apply(template.rightEye()));
        PhotographPart part = PhotographPart.of(photograph, eyes, toCrop, FORMAT, origin(photograph));
        return new Face(id, PEOPLE.get(0), part.crop(part.image()), template, part);
    }

    private static PhotographPart.Origin origin(Image photograph) {
        return new PhotographPart.Origin() {
            @Override
            public Image read() {
                return photograph;
            }

            @Override
            public FaceFinder finder() {
                throw new UnsupportedOperationException("no face is found anew here");
            }
        };
    }

    private static final Face FIRST = face("first", 0, 0.9, 0.1, 1);
    private static final Face SECOND = face("second", 2, 1.2, -0.2, -4);

    private static AttackTask task(Face... rehearsals) {
        return new AttackTask("task", List.of(FIRST), GOAL)
                .withRehearsals(List.of(rehearsals))
                .inPhotograph();
    }

    @Test
    void capturesAreDrawnOfAllPhotographsThroughTheirOwnCrops() {
        List<Face> faces = List.of(FIRST, SECOND, face("third", 4, 0.7, 0, 3));
        AttackTask task = task(faces.get(1), faces.get(2));
        Face first = task.faces().get(0);
        WornAccessory frame = EyeglassFrame.DEFAULT.wear(
                first.landmarks(), first.image().width(), first.image().height());
        float[] texture = frame.plainTexture(GradientAttackConfig.YELLOW);
        Worn worn = task.worn(0, frame, texture, frame.render(first.image(), texture));
        PrintAndCapture still = PrintAndCapture.REHEARSAL.only(Distortion.ALIGNMENT, 0);
        Perception perception = Perception.of(new CaptureExpectation(1, 3, still));
        TreeSet<String> seen = new TreeSet<>();
        for (int draw = 0; draw < 40; draw++) {
            Image picture =
                    perception.of(worn, new Seed(3).derive("draw", draw)).image();
            Face nearest = Collections.min(faces, Comparator.comparing(face -> difference(face.image(), picture)));
            assertThat(difference(nearest.image(), picture)).isLessThan(0.01);
            seen.add(nearest.id());
        }
        assertThat(seen).containsExactly("first", "second", "third");
    }

    /** Returns the mean difference of the lower third, which glasses leave free. */
    private static double difference(Image a, Image b) {
        double sum = 0;
        for (int y = 40; y < 60; y++) {
            for (int x = 0; x < 60; x++) {
                sum += Math.abs(a.value(0, y, x) - b.value(0, y, x));
            }
        }
        return sum / (20 * 60);
    }

    @Test
    void rehearsalsWithoutAPhotographAreLeftOut() {
        Face crop = new Face("second", SECOND.identity(), SECOND.image(), SECOND.landmarks());
        assertThat(task(crop).rehearsals()).isEmpty();
    }

    @Test
    void attacksInPhotographsDescendOnRehearsals() {
        GradientAttackConfig config =
                Attackers.config(0, 3, 0.9, 32).withCaptures(new CaptureExpectation(2, 2, PrintAndCapture.REHEARSAL));
        assertThat(new GradientAttack(config)
                        .craft(List.of(task(SECOND)), EyeglassFrame.DEFAULT, Attackers.victim(), RunContext.of(1)))
                .hasSize(1);
    }
}
