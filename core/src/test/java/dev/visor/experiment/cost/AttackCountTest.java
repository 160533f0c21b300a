package dev.visor.experiment.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.attack.GradientAttackConfig;
import dev.visor.evaluation.Rate;
import dev.visor.experiment.AttackPlan;
import dev.visor.experiment.Attacker;
import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.recognition.Gallery;
import dev.visor.run.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many attacks there are, against those that are drawn. */
class AttackCountTest {

    private static final List<Identity> PEOPLE =
            IntStream.range(0, 6).mapToObj(i -> new Identity("Person " + i)).toList();
    private static final Gallery GALLERY = new Gallery(PEOPLE.subList(0, 5));
    private static final Seed SEED = new Seed(5);

    /** Everybody has three faces, and the last person, who is not enrolled, has five. */
    private static final List<Face> FACES = faces();

    private static List<Face> faces() {
        List<Face> faces = new ArrayList<>();
        for (int person = 0; person < PEOPLE.size(); person++) {
            for (int i = 0; i < (person == 5 ? 5 : 3); i++) {
                faces.add(new Face(
                        PEOPLE.get(person) + "/" + i,
                        PEOPLE.get(person),
                        Image.filled(4, 4, Color.rgb8(10 * person, 10 * i, 0)),
                        Alignment.DLIB.landmarks(4, 4)));
            }
        }
        return faces;
    }

    private static Attacker attacker(
            Attacker.Goal goal, @Nullable Integer only, @Nullable Integer target, int pictures) {
        return new Attacker(
                Attacker.Knows.SYSTEM,
                1,
                goal,
                only == null ? null : PEOPLE.get(only),
                target == null ? null : PEOPLE.get(target),
                pictures,
                GradientAttackConfig.PATIENT);
    }

    private static List<Attacker> attackers() {
        List<Attacker> all = new ArrayList<>();
        for (int pictures = 1; pictures <= 3; pictures++) {
            all.add(attacker(Attacker.Goal.IMPERSONATION, null, null, pictures));
            all.add(attacker(Attacker.Goal.IMPERSONATION, null, 2, pictures));
            all.add(attacker(Attacker.Goal.IMPERSONATION, 5, null, pictures));
            all.add(attacker(Attacker.Goal.IMPERSONATION, 1, 2, pictures));
            all.add(attacker(Attacker.Goal.DODGING, null, null, pictures));
            all.add(attacker(Attacker.Goal.DODGING, 1, null, pictures));
        }
        return all;
    }

    private static int drawn(Attacker attacker, int pairs) {
        return attacker.pictures()
                * AttackPlan.tasks(attacker.withPairs(pairs), FACES, GALLERY, SEED)
                        .size();
    }

    @Test
    void countsTheAttacksThatAreDrawn() {
        for (Attacker attacker : attackers()) {
            AttackCount count = new AttackCount(attacker, FACES, GALLERY, SEED);
            for (int pairs = 1; pairs <= 90; pairs++) {
                assertThat(count.pictures(pairs)).as("%s %d", attacker, pairs).isEqualTo(drawn(attacker, pairs));
            }
            assertThat(count.mostPictures()).as("%s", attacker).isEqualTo(drawn(attacker, 1000));
            assertThat(count.mostPairs())
                    .as("%s", attacker)
                    .isEqualTo(AttackPlan.tasks(
                                    new Attacker(
                                            attacker.knows(),
                                            1000,
                                            attacker.goal(),
                                            attacker.attacker(),
                                            attacker.target(),
                                            1,
                                            attacker.attack()),
                                    FACES,
                                    GALLERY,
                                    SEED)
                            .size());
        }
    }

    @ParameterizedTest
    @CsvSource({"0.4, 0.5", "0.2, 0.5", "0.1, 0.5", "0.1, 0", "0.05, 0", "0.02, 0.5", "0.05, 0.05"})
    void choosesTheFewestPairsThatAreEnough(double halfWidth, double share) {
        for (Attacker attacker : attackers()) {
            AttackCount count = new AttackCount(attacker, FACES, GALLERY, SEED);
            int naive = 1;
            while (naive < count.mostPairs() && Rate.halfWidth(share, drawn(attacker, naive)) > halfWidth) {
                naive++;
            }
            assertThat(count.pairsFor(halfWidth, share)).as("%s", attacker).isEqualTo(naive);
        }
    }
}
