package dev.visor.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.evaluation.Rate;
import dev.visor.evaluation.openset.OpenSetResult;
import dev.visor.experiment.ExperimentConfig.Split;
import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.FaceSet;
import dev.visor.face.Identity;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.recognition.Decision;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Recognizer;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Threshold;
import dev.visor.run.RunContext;
import dev.visor.setting.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenSetEvaluationTest {

    private static final List<Identity> PEOPLE = RandomSystem.PEOPLE.subList(0, 3);
    private static final Identity STRANGER = new Identity("Zoe");
    private static final Threshold THRESHOLD = new Threshold(0.5f, 0.01, 100, 1);

    private final List<Image> pictures = new ArrayList<>();
    private final List<float[]> logits = new ArrayList<>();

    private Face face(Identity person, float... logits) {
        Image picture = Image.filled(32, 32, new Color(pictures.size() / 255f, 0.5f, 0.5f));
        pictures.add(picture);
        this.logits.add(logits);
        return new Face("face " + pictures.size(), person, picture, Alignment.DLIB.landmarks(32, 32));
    }

    /** Answers what was said of each picture. */
    private Recognizer recognizer() {
        Gallery gallery = Gallery.openSet(PEOPLE, THRESHOLD);
        return new Recognizer() {
            @Override
            public Gallery gallery() {
                return gallery;
            }

            @Override
            public List<Scores> identify(List<Image> probes) {
                return probes.stream()
                        .map(probe -> new Scores(gallery, logits.get(pictures.indexOf(probe))))
                        .toList();
            }
        };
    }

    @Test
    void countsComparisonsAndSearchesAsTheStandardSays() {
        List<Face> enrolled = List.of(
                face(PEOPLE.get(0), 6.4f, -3, -9), // recognized
                face(PEOPLE.get(1), 3, 2, -9), // matches two, but another one first
                face(PEOPLE.get(2), -4, -3, -1), // most similar to itself, but unknown
                face(PEOPLE.get(0), -4, -3, -5)); // unknown
        List<Face> strangers = List.of(face(STRANGER, -1, -2, -3), face(STRANGER, 0, 1, -3));
        OpenSetResult result = new OpenSetEvaluation(enrolled, strangers, RunContext.of(1))
                .of(recognizer(), THRESHOLD, List.of(), List.of());
        assertThat(result.fnmr()).isEqualTo(new Rate(2, 4));
        assertThat(result.fmr()).isEqualTo(new Rate(3, 8 + 6));
        assertThat(result.rankOne()).isEqualTo(new Rate(2, 4));
        assertThat(result.fnir()).isEqualTo(new Rate(3, 4));
        assertThat(result.fpir()).isEqualTo(new Rate(1, 2));
        assertThat(result.enrolled()).isEqualTo(3);
        assertThat(result.neverEnrolled()).isEqualTo(1);
        assertThat(result.det().get(0).fmr().hits()).isZero();
        assertThat(result.det().get(0).fnmr()).isEqualTo(new Rate(3, 4));
        assertThat(result.operatingPoints())
                .as("14 comparisons show no rate of 1 %")
                .isEmpty();
    }

    private static FaceSet faces(int people) {
        List<Face> faces = new ArrayList<>();
        for (int i = 0; i < 4 * people; i++) {
            Image picture = Image.filled(32, 32, new Color(i / 255f, 0.1f, 0.5f));
            faces.add(
                    new Face("face " + i, new Identity("person " + i / 4), picture, Alignment.DLIB.landmarks(32, 32)));
        }
        return new FaceSet("gray", Alignment.DLIB, faces);
    }

    private static Experiment experiment(int neverEnrolled, long seed) {
        return new Experiment(
                ExperimentConfig.DEFAULT.withSplit(new Split(0.5, 0, neverEnrolled)), RunContext.of(seed));
    }

    @Test
    void wholePeopleAreNeverEnrolled() {
        FaceSet all = faces(8);
        FaceSet enrolled = experiment(3, 1).enrolled(all);
        assertThat(enrolled.people()).hasSize(5);
        assertThat(enrolled.faces()).hasSize(20);
        FaceSet.Split split = experiment(3, 1).split(all);
        assertThat(split.training())
                .hasSize(10)
                .allMatch(face -> enrolled.faces().contains(face));
        assertThat(split.validation())
                .hasSize(10)
                .allMatch(face -> enrolled.faces().contains(face));
        assertThat(experiment(3, 1).enrolled(all).people()).as("by the seed").isEqualTo(enrolled.people());
        assertThat(List.of(
                        experiment(3, 2).enrolled(all).people(),
                        experiment(3, 3).enrolled(all).people(),
                        experiment(3, 4).enrolled(all).people()))
                .as("another seed, other people")
                .anyMatch(people -> !people.equals(enrolled.people()));
    }

    @Test
    void withoutStrangersEverythingIsAsItWas() {
        FaceSet all = faces(4);
        Experiment closed = new Experiment(ExperimentConfig.DEFAULT, RunContext.of(1));
        assertThat(closed.enrolled(all)).isSameAs(all);
        assertThat(ExperimentConfig.SETTINGS
                        .write(ExperimentConfig.DEFAULT, Registry.standard())
                        .flattened())
                .doesNotContainKey("split.never-enrolled");
    }

    @Test
    void twoPeopleMustBeLeft() {
        assertThatThrownBy(() -> experiment(3, 1).enrolled(faces(4)))
                .hasMessage("illegal split.never-enrolled: 3 of 4 people, must leave at least 2 to enroll");
        assertThatThrownBy(() -> new Split(0.5, 0, 0)).hasMessage("illegal never enrolled: 0, must be at least 1");
    }

    @Test
    void aStrangerCanBeNobodysTarget() {
        FaceSet all = faces(6);
        Identity stranger = all.people().stream()
                .filter(person -> !experiment(2, 1).enrolled(all).people().contains(person))
                .findFirst()
                .orElseThrow();
        Attacker attacker = new Attacker(
                Attacker.Knows.SYSTEM, 1, Attacker.Goal.IMPERSONATION, null, stranger, 1, Attacker.UNAWARE.attack());
        ExperimentConfig config =
                ExperimentConfig.DEFAULT.withSplit(new Split(0.5, 0, 2)).withAttackers(Map.of("unaware", attacker));
        assertThatThrownBy(() -> new Experiment(config, RunContext.of(1)).checkAttacks(all))
                .hasMessageStartingWith("unknown person: \"" + stranger + "\"");
    }

    private static Attacker strangers(Attacker.Goal goal) {
        return new Attacker(
                Attacker.Knows.SYSTEM,
                3,
                goal,
                Attacker.People.NEVER_ENROLLED,
                null,
                null,
                null,
                1,
                Attacker.UNAWARE.attack());
    }

    @Test
    void strangersAttackOnlyWhereThereAreSomeAndOnlyToPassForSomebody() {
        Map<String, Attacker> attackers = Map.of("at the door", strangers(Attacker.Goal.IMPERSONATION));
        assertThatThrownBy(() -> ExperimentConfig.DEFAULT.withAttackers(attackers))
                .hasMessage("illegal attackers.at the door.people: never-enrolled,"
                        + " must be used with split.never-enrolled, which says how many there are");
        assertThatThrownBy(() -> strangers(Attacker.Goal.DODGING)).hasMessageStartingWith("illegal goal: dodging");
        FaceSet all = faces(6);
        ExperimentConfig config =
                ExperimentConfig.DEFAULT.withSplit(new Split(0.5, 0, 2)).withAttackers(attackers);
        Experiment experiment = new Experiment(config, RunContext.of(1));
        experiment.checkAttacks(all);
        assertThat(experiment.attackers().get(0).goal()).isEqualTo("impersonation by strangers");
    }

    @Test
    void unknownIsTheRightAnswerAboutAStranger() {
        List<Scores> scores = recognizer()
                .identify(List.of(
                        face(STRANGER, -1, -2, -3).image(),
                        face(STRANGER, 0, 1, -3).image()));
        assertThat(Decision.of(scores.get(0)).isRightAbout(STRANGER)).isTrue();
        assertThat(Decision.of(scores.get(1)).isRightAbout(STRANGER)).isFalse();
        assertThat(Decision.of(scores.get(1)).isRightAbout(PEOPLE.get(1))).isTrue();
        assertThat(scores.get(0).rightConfidence(STRANGER))
                .isEqualTo(scores.get(0).unknownProbability())
                .isGreaterThan(0.5);
        Scores closed = new Scores(new Gallery(PEOPLE), new float[PEOPLE.size()]);
        assertThatThrownBy(() -> closed.rightConfidence(STRANGER)).hasMessageStartingWith("unknown person");
    }
}
