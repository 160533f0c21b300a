package dev.visor.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.attack.AttackTask;
import dev.visor.attack.Dodging;
import dev.visor.attack.Impersonation;
import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.recognition.Gallery;
import dev.visor.run.Seed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttackPlanTest {

    private static final List<Identity> PEOPLE =
            List.of(new Identity("Ann"), new Identity("Bea"), new Identity("Cem"), new Identity("D/ö ra"));
    private static final Gallery GALLERY = new Gallery(PEOPLE);
    private static final List<Face> FACES = faces();
    private static final Seed SEED = new Seed(5);

    /** Ann has one face, Bea two, and so on. */
    private static List<Face> faces() {
        Image image = Image.filled(4, 4, new Color(0, 0, 0));
        List<Face> faces = new ArrayList<>();
        for (int person = 0; person < PEOPLE.size(); person++) {
            for (int i = 0; i <= person; i++) {
                faces.add(new Face(
                        PEOPLE.get(person) + "/" + i, PEOPLE.get(person), image, Alignment.DLIB.landmarks(4, 4)));
            }
        }
        return faces;
    }

    private static List<AttackTask> plan(int count) {
        return AttackPlan.impersonations(FACES, GALLERY, count, "E", SEED);
    }

    @Test
    void everyFaceAttacksOnceBeforeOneAttacksTwice() {
        List<AttackTask> all = plan(1000);
        assertThat(all).hasSize(10 * 3);
        for (int round = 0; round < 3; round++) {
            assertThat(all.subList(10 * round, 10 * round + 10))
                    .flatExtracting(AttackTask::faces)
                    .containsExactlyInAnyOrderElementsOf(FACES);
        }
        Set<String> pairs = new HashSet<>();
        for (AttackTask task : all) {
            Identity target = ((Impersonation) task.goal()).target();
            Face face = task.faces().get(0);
            assertThat(target).isNotEqualTo(face.identity());
            assertThat(PEOPLE).contains(target);
            assertThat(pairs.add(face.id() + " " + target)).isTrue();
        }
    }

    @Test
    void attackersTakeTurns() {
        assertThat(plan(10))
                .extracting(task -> task.faces().get(0).identity().name().charAt(0))
                .containsExactly('A', 'B', 'C', 'D', 'B', 'C', 'D', 'C', 'D', 'D');
    }

    @Test
    void aShorterPlanIsTheBeginningOfALongerOne() {
        assertThat(plan(7)).isEqualTo(plan(30).subList(0, 7));
    }

    @Test
    void theSeedDecidesAndTheOrderOfThePeopleDoesNot() {
        List<Face> backwards = new ArrayList<>(FACES);
        backwards.sort((a, b) -> b.identity().compareTo(a.identity()));
        assertThat(AttackPlan.impersonations(backwards, GALLERY, 20, "E", SEED)).isEqualTo(plan(20));
        assertThat(AttackPlan.impersonations(FACES, GALLERY, 20, "E", new Seed(6)))
                .isNotEqualTo(plan(20));
    }

    @Test
    void idsCanNameFilesAndAreNeverTheSame() {
        assertThat(plan(30))
                .extracting(AttackTask::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("E\\d{3}_(Ann|Bea|Cem|D_ö_ra)_as_(Ann|Bea|Cem|D_ö_ra)"));
        assertThat(plan(3).get(0).id()).startsWith("E001_Ann_as_");
    }

    @Test
    void dodgersWantNotToBeThemselves() {
        List<AttackTask> tasks = AttackPlan.dodgings(FACES, 6, "D", SEED);
        assertThat(tasks).hasSize(6);
        assertThat(tasks)
                .allMatch(task ->
                        task.goal().equals(new Dodging(task.faces().get(0).identity())));
        assertThat(tasks).flatExtracting(AttackTask::faces).doesNotHaveDuplicates();
        assertThat(AttackPlan.dodgings(FACES, 99, "D", SEED)).hasSize(10);
        assertThat(tasks.get(0).id()).isEqualTo("D001_Ann_dodging");
    }

    @Test
    void everybodyElseCanWantToPassForOnePerson() {
        Identity bea = PEOPLE.get(1);
        List<AttackTask> tasks = AttackPlan.impersonations(FACES, bea, 99, "B", SEED);
        assertThat(tasks).hasSize(8).allMatch(task -> task.goal().equals(new Impersonation(bea)));
        assertThat(tasks).flatExtracting(AttackTask::faces).doesNotHaveDuplicates();
        assertThat(tasks.get(0).id()).isEqualTo("B001_Ann_as_Bea");
        assertThat(AttackPlan.impersonations(FACES, bea, 3, "B", SEED)).isEqualTo(tasks.subList(0, 3));
        List<Face> own = FACES.subList(1, 3);
        assertThatThrownBy(() -> AttackPlan.impersonations(own, bea, 3, "B", SEED))
                .hasMessage("illegal target: Bea is the only attacker, must be another person of the gallery");
    }

    @Test
    void theUniversalFormAddsFurtherPicturesOfTheAttacker() {
        List<AttackTask> shared = AttackPlan.universal(plan(10), 3, FACES);
        for (int i = 0; i < shared.size(); i++) {
            AttackTask task = shared.get(i);
            Face first = plan(10).get(i).faces().get(0);
            long own = FACES.stream()
                    .filter(face -> face.identity().equals(first.identity()))
                    .count();
            assertThat(task.faces())
                    .hasSize((int) Math.min(3, own))
                    .doesNotHaveDuplicates()
                    .startsWith(first);
            assertThat(task.faces()).allMatch(face -> face.identity().equals(first.identity()));
            assertThat(task.goal()).isEqualTo(plan(10).get(i).goal());
        }
        assertThat(AttackPlan.universal(plan(10), 1, FACES)).isEqualTo(plan(10));
    }
}
