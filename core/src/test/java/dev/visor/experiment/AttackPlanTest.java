package dev.visor.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.attack.AttackTask;
import dev.visor.attack.Dodging;
import dev.visor.attack.GradientAttackConfig;
import dev.visor.attack.Impersonation;
import dev.visor.attack.Knowledge;
import dev.visor.evaluation.AttackerSummary;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttackPlanTest {

    private static final List<Identity> PEOPLE =
            List.of(new Identity("Ann"), new Identity("Bea"), new Identity("Cem"), new Identity("D/ö ra"));
    private static final Gallery GALLERY = new Gallery(PEOPLE);
    private static final List<Face> FACES = faces();
    private static final Seed SEED = new Seed(5);

    /** Ann has one face, Bea two, and so on. */
    private static List<Face> faces() {
        List<Face> faces = new ArrayList<>();
        for (int person = 0; person < PEOPLE.size(); person++) {
            for (int i = 0; i <= person; i++) {
                Image image = Image.filled(4, 4, Color.rgb8(10 * person, 10 * i, 0));
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
    void anAttackerCanHaveOneFaceAlone() {
        Attacker one = Attacker.UNAWARE.withFace("Cem/1");
        List<AttackTask> all = AttackPlan.tasks(one, FACES, GALLERY, SEED);
        assertThat(all).hasSize(3).allMatch(task -> task.faces().get(0).id().equals("Cem/1"));
        assertThat(one.summary("one").goal()).isEqualTo("impersonation with Cem/1");
        assertThatThrownBy(() -> AttackPlan.tasks(one.withFace("Cem/7"), FACES, GALLERY, SEED))
                .hasMessageStartingWith(
                        "illegal face: \"Cem/7\", must be an evaluation face of an attacker, such as Ann/0")
                .hasMessageContaining("did you mean \"Cem/");
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
        List<Face> cemAndDora = FACES.subList(3, FACES.size());
        List<AttackTask> tasks = AttackPlan.impersonations(cemAndDora, PEOPLE.get(0), 7, "E", SEED);
        List<AttackTask> shared = AttackPlan.universal(tasks, 3, cemAndDora);
        for (AttackTask task : shared) {
            AttackTask own = tasks.stream()
                    .filter(t -> t.id().equals(task.id()))
                    .findFirst()
                    .orElseThrow();
            assertThat(task.faces())
                    .hasSize(3)
                    .doesNotHaveDuplicates()
                    .startsWith(own.faces().get(0))
                    .allMatch(face -> face.identity().equals(own.faces().get(0).identity()));
            assertThat(task.goal()).isEqualTo(own.goal());
        }
        assertThat(AttackPlan.universal(plan(10), 1, FACES)).isEqualTo(plan(10));
    }

    @Test
    void theUniversalFormMakesNoAttackTwice() {
        // Cem's three faces with the same target are one attack on three pictures.
        List<Face> cem = FACES.subList(3, 6);
        List<AttackTask> tasks = AttackPlan.impersonations(cem, PEOPLE.get(0), 3, "E", SEED);
        assertThat(tasks).hasSize(3);
        assertThat(AttackPlan.universal(tasks, 3, cem))
                .singleElement()
                .extracting(AttackTask::id)
                .isEqualTo(tasks.get(0).id());
    }

    @Test
    void theUniversalFormRefusesAnAttackerWithTooFewPictures() {
        List<Face> bea = FACES.subList(1, 3);
        List<AttackTask> tasks = AttackPlan.impersonations(bea, PEOPLE.get(0), 1, "E", SEED);
        assertThatThrownBy(() -> AttackPlan.universal(tasks, 3, bea))
                .hasMessage("the attacker Bea has 2 pictures, must have at least 3 to share a frame");
    }

    private static Attacker attacker(
            Attacker.Goal goal, @Nullable Identity attacker, @Nullable Identity target, int pictures) {
        return new Attacker(Attacker.Knows.SYSTEM, 7, goal, attacker, target, pictures, GradientAttackConfig.PATIENT);
    }

    private static List<AttackTask> withoutDonors(Attacker attacker, List<Face> faces, Gallery gallery, Seed seed) {
        return AttackPlan.of(attacker, faces, faces, List.of(), gallery, seed).stream()
                .map(task -> task.withDonors(List.of()))
                .toList();
    }

    @Test
    void donorsAreTheTargetsPicturesOrForDodgingOneOfEveryOtherPerson() {
        for (AttackTask task : AttackPlan.of(
                attacker(Attacker.Goal.IMPERSONATION, null, null, 1), FACES, FACES, List.of(), GALLERY, SEED)) {
            assertThat(task.donors())
                    .isNotEmpty()
                    .isEqualTo(FACES.stream()
                            .filter(face -> face.identity().equals(task.goal().person()))
                            .map(Face::image)
                            .toList());
        }
        for (AttackTask task :
                AttackPlan.of(attacker(Attacker.Goal.DODGING, null, null, 1), FACES, FACES, List.of(), GALLERY, SEED)) {
            assertThat(task.donors())
                    .hasSize(PEOPLE.size() - 1)
                    .doesNotContainAnyElementsOf(FACES.stream()
                            .filter(face -> face.identity().equals(task.goal().person()))
                            .map(Face::image)
                            .toList());
        }
    }

    @Test
    void anAttackersPlanIsTheOneThatItsSettingsAskFor() {
        Identity bea = PEOPLE.get(1);
        Identity cem = PEOPLE.get(2);
        List<Face> ofCem = FACES.subList(3, 6);
        assertThat(withoutDonors(attacker(Attacker.Goal.IMPERSONATION, null, null, 1), FACES, GALLERY, SEED))
                .isEqualTo(plan(7));
        assertThat(withoutDonors(attacker(Attacker.Goal.DODGING, null, null, 1), FACES, GALLERY, SEED))
                .isEqualTo(AttackPlan.dodgings(FACES, 7, "E", SEED));
        assertThat(withoutDonors(attacker(Attacker.Goal.IMPERSONATION, null, bea, 1), FACES, GALLERY, SEED))
                .isEqualTo(AttackPlan.impersonations(FACES, bea, 7, "E", SEED));
        assertThat(withoutDonors(attacker(Attacker.Goal.IMPERSONATION, cem, null, 1), FACES, GALLERY, SEED))
                .isEqualTo(AttackPlan.impersonations(ofCem, GALLERY, 7, "E", SEED));
        assertThat(withoutDonors(attacker(Attacker.Goal.IMPERSONATION, cem, bea, 3), FACES, GALLERY, SEED))
                .isEqualTo(AttackPlan.universal(AttackPlan.impersonations(ofCem, bea, 7, "E", SEED), 3, ofCem));
        assertThatThrownBy(() -> AttackPlan.of(
                        attacker(Attacker.Goal.IMPERSONATION, cem, null, 1),
                        FACES.subList(0, 3),
                        FACES,
                        List.of(),
                        GALLERY,
                        SEED))
                .hasMessage("illegal attacker: \"Cem\" has no evaluation face, must have at least one");
    }

    @Test
    void strangersAttackWithTheirOwnFacesAndHaveThoseOfTheirTargets() {
        List<Face> strangers = FACES.subList(3, 6);
        List<Face> enrolled =
                FACES.stream().filter(face -> !strangers.contains(face)).toList();
        Gallery gallery =
                new Gallery(enrolled.stream().map(Face::identity).distinct().toList());
        List<AttackTask> tasks = AttackPlan.of(
                attacker(Attacker.Goal.IMPERSONATION, null, null, 1), strangers, enrolled, List.of(), gallery, SEED);
        assertThat(tasks).hasSize(7).allSatisfy(task -> {
            assertThat(strangers).containsAll(task.faces());
            assertThat(gallery.contains(task.goal().person())).isTrue();
            assertThat(task.donors())
                    .isEqualTo(enrolled.stream()
                            .filter(face -> face.identity().equals(task.goal().person()))
                            .map(Face::image)
                            .toList());
        });
    }

    @Test
    void refusesAttackersWhoWantWhatCanNotBe() {
        Identity bea = PEOPLE.get(1);
        assertThatThrownBy(() -> attacker(Attacker.Goal.DODGING, null, bea, 1))
                .hasMessage("dodging has no target, but the target is \"Bea\"");
        assertThatThrownBy(() -> attacker(Attacker.Goal.IMPERSONATION, bea, bea, 1))
                .hasMessage("illegal target: \"Bea\" is the attacker, must be another person");
        assertThatThrownBy(() -> attacker(Attacker.Goal.IMPERSONATION, null, null, 0))
                .hasMessage("illegal pictures: 0, must be at least 1");
    }

    @Test
    void reportsSayWhatAnAttackerWants() {
        AttackerSummary summary = attacker(Attacker.Goal.IMPERSONATION, PEOPLE.get(0), PEOPLE.get(1), 1)
                .summary("one");
        assertThat(summary)
                .isEqualTo(
                        new AttackerSummary("one", Knowledge.WHITE_BOX, false, "impersonation of Bea by Ann", 7, 300));
        assertThat(Attacker.ADAPTIVE.summary("two"))
                .isEqualTo(new AttackerSummary("two", Knowledge.WHITE_BOX, true, "impersonation", 40, 600));
    }

    /** All pairs of all rounds, of which the first are taken. */
    @Test
    void theFirstPairsAreThoseOfAllPairs() {
        List<AttackTask> all = plan(1000);
        for (int count = 1; count <= all.size(); count++) {
            assertThat(plan(count)).isEqualTo(all.subList(0, count));
        }
        List<Face> strangers = FACES.subList(6, 10);
        Gallery others = new Gallery(PEOPLE.subList(0, 3));
        assertThat(AttackPlan.impersonations(strangers, others, 99, "E", SEED)).hasSize(4 * 3);
        assertThat(AttackPlan.impersonations(FACES, others, 99, "E", SEED)).hasSize(6 * 2 + 4 * 3);
    }
}
