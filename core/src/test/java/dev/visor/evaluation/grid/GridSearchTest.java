package dev.visor.evaluation.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Dodging;
import dev.visor.attack.ExampleSource;
import dev.visor.attack.Goal;
import dev.visor.attack.Impersonation;
import dev.visor.defense.Cleansed;
import dev.visor.defense.Fills;
import dev.visor.defense.mask.SaliencyMaskConfig;
import dev.visor.defense.mask.SaliencyMaskDefense;
import dev.visor.defense.mask.Threshold;
import dev.visor.evaluation.GoodnessScore;
import dev.visor.face.Alignment;
import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.LinearRecognizer;
import dev.visor.recognition.RandomSystem;
import dev.visor.recognition.Scores;
import dev.visor.run.CancelledException;
import dev.visor.run.Journal;
import dev.visor.run.RunContext;
import dev.visor.saliency.CleanMaps;
import dev.visor.saliency.MapKind;
import dev.visor.saliency.Readings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GridSearchTest {

    private static final int SIZE = 30;
    private static final List<Identity> PEOPLE = RandomSystem.PEOPLE;
    private static final RunContext RUN = RunContext.of(1);
    private static final List<Image> PICTURES = RandomSystem.pictures(12, 6, SIZE, SIZE);
    private static final Grid GRID = new Grid(
            List.of(new MapKind(Readings.ABSOLUTE, false), new MapKind(Readings.GRADIENT_TIMES_INPUT, true)),
            List.of(Threshold.quantile(0.9), Threshold.quantile(1), Threshold.absolute(0.7)),
            List.of(0, 2, 4),
            List.of(0, 8, 40),
            List.of(Fills.ZERO, Fills.MEAN),
            2 * SIZE,
            GridStrategy.EXHAUSTIVE,
            0);

    private final LinearRecognizer recognizer = LinearRecognizer.random(PEOPLE, SIZE, SIZE, 0.05);
    private final CleanMaps cleanMaps =
            CleanMaps.of(PICTURES.subList(0, 2), List.of(Readings.values()), recognizer, RUN);

    private List<Face> clean() {
        List<Face> clean = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            clean.add(new Face("clean " + i, PEOPLE.get(i), PICTURES.get(i), Alignment.DLIB.landmarks(SIZE, SIZE)));
        }
        return clean;
    }

    private List<AdversarialExample> adversarial() {
        List<AdversarialExample> adversarial = new ArrayList<>();
        for (int i = 3; i < 6; i++) {
            adversarial.add(example(PICTURES.get(i), PEOPLE.get(i - 3), new Impersonation(PEOPLE.get(i - 2))));
        }
        return adversarial;
    }

    private AdversarialExample example(Image image, Identity person, Goal goal) {
        Face face = new Face("face", person, image, Alignment.DLIB.landmarks(SIZE, SIZE));
        Scores scores = recognizer.identify(image);
        return new AdversarialExample(
                "attack of " + person,
                face,
                goal,
                image,
                image,
                Mask.empty(SIZE, SIZE),
                scores,
                scores,
                scores,
                0,
                true,
                OptionalInt.empty());
    }

    @Test
    void findsWhatTryingEveryCombinationByItselfFinds() {
        List<Face> clean = clean();
        List<AdversarialExample> adversarial = adversarial();
        TuningResult result =
                new GridSearch(GRID, cleanMaps).search(clean, ExampleSource.of(adversarial), recognizer, RUN);
        List<SaliencyMaskConfig> combinations = GRID.combinations();
        assertThat(combinations).hasSize(2 * 3 * 3 * 3 * 2).doesNotHaveDuplicates();
        assertThat(result.points()).hasSameSizeAs(combinations);
        List<Set<Image>> distinct = new ArrayList<>();
        PICTURES.forEach(picture -> distinct.add(new HashSet<>()));
        for (int i = 0; i < combinations.size(); i++) {
            GridPoint point = result.points().get(i);
            GoodnessScore naive = naive(combinations.get(i), clean, adversarial, distinct);
            assertThat(point.config()).isEqualTo(combinations.get(i).at(SIZE));
            assertThat(point.score().cleanReal()).isCloseTo(naive.cleanReal(), within(1e-12));
            assertThat(point.score().adversarialReal()).isCloseTo(naive.adversarialReal(), within(1e-12));
            assertThat(point.score().adversarialTarget()).isCloseTo(naive.adversarialTarget(), within(1e-12));
        }
        assertThat(result.distinctMasks())
                .isEqualTo(distinct.stream().mapToInt(Set::size).sum());
        assertThat(result.naiveClassifications()).isEqualTo(108 * 6);
        assertThat(result.distinctMasks()).isLessThan(result.naiveClassifications() * 2 / 3);
        assertThat(result.cleanPictures()).isEqualTo(3);
        assertThat(result.adversarialPictures()).isEqualTo(3);
    }

    private GoodnessScore naive(
            SaliencyMaskConfig config,
            List<Face> clean,
            List<AdversarialExample> adversarial,
            List<Set<Image>> distinct) {
        SaliencyMaskDefense defense = new SaliencyMaskDefense(config, cleanMaps);
        double cleanReal = 0;
        double real = 0;
        double target = 0;
        for (int i = 0; i < 3; i++) {
            Cleansed cleansed = defense.cleanse(clean.get(i).image(), recognizer);
            distinct.get(i).add(cleansed.image());
            cleanReal += recognizer.identify(cleansed.image()).confidence(PEOPLE.get(i));
            cleansed = defense.cleanse(adversarial.get(i).image(), recognizer);
            distinct.get(3 + i).add(cleansed.image());
            real += recognizer.identify(cleansed.image()).confidence(PEOPLE.get(i));
            target += recognizer.identify(cleansed.image()).confidence(PEOPLE.get(i + 1));
        }
        return new GoodnessScore(cleanReal / 3, real / 3, target / 3);
    }

    @Test
    void asksTheRecognizerNoMoreThanItMust() {
        List<Face> clean = clean();
        List<AdversarialExample> adversarial = adversarial();
        int before = recognizer.identified();
        int backwardCalls = recognizer.backwardCalls();
        TuningResult result =
                new GridSearch(GRID, cleanMaps).search(clean, ExampleSource.of(adversarial), recognizer, RUN);
        assertThat(recognizer.identified() - before).isEqualTo(result.distinctMasks());
        assertThat(recognizer.backwardCalls() - backwardCalls).isEqualTo(2);
    }

    /** 25 clean pictures and 25 attacks in three steps: all combinations on 3 of each, 22 on 10, and 6 on all. */
    @Test
    void halvingFindsTheBestOfThoseThatKeepUp() {
        List<Image> pictures = RandomSystem.pictures(31, 50, SIZE, SIZE);
        List<Face> clean = new ArrayList<>();
        List<AdversarialExample> adversarial = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            Identity person = PEOPLE.get(i % 3);
            clean.add(new Face("clean " + i, person, pictures.get(i), Alignment.DLIB.landmarks(SIZE, SIZE)));
            adversarial.add(example(pictures.get(25 + i), person, new Impersonation(PEOPLE.get(i % 3 + 1))));
        }
        TuningResult all =
                new GridSearch(GRID, cleanMaps).search(clean, ExampleSource.of(adversarial), recognizer, RUN);
        Grid halving = new Grid(
                GRID.maps(),
                GRID.thresholds(),
                GRID.iterations(),
                GRID.minAreas(),
                GRID.fills(),
                GRID.referenceWidth(),
                GridStrategy.HALVING,
                0);
        TuningResult some =
                new GridSearch(halving, cleanMaps).search(clean, ExampleSource.of(adversarial), recognizer, RUN);

        assertThat(some.points())
                .extracting(GridPoint::config)
                .isEqualTo(all.points().stream().map(GridPoint::config).toList());
        assertThat(some.points())
                .filteredOn(point -> point.pictures() == 50)
                .hasSize(6)
                .isEqualTo(some.finalists());
        assertThat(some.points()).filteredOn(point -> point.pictures() == 20).hasSize(16);
        assertThat(some.points()).filteredOn(point -> point.pictures() == 6).hasSize(86);
        assertThat(all.points()).containsAll(some.finalists());
        assertThat(some.finalists()).contains(some.best());
        assertThat(some.distinctMasks()).isLessThan(all.distinctMasks() / 3);
        assertThat(some.naiveClassifications()).isEqualTo(108 * 50);
        double behind = some.points().stream()
                .filter(point -> point.pictures() == 20)
                .mapToDouble(point -> point.score().value())
                .max()
                .orElseThrow();
        assertThat(some.points().stream()
                        .filter(point -> point.pictures() == 6)
                        .filter(point -> point.score().value() > behind)
                        .count())
                .as("scores on six pictures scatter, but most that were given up there are worse")
                .isLessThan(43);
    }

    @Test
    void goesOnFromItsJournal() {
        Map<String, String> kept = new LinkedHashMap<>();
        GridSearch search = new GridSearch(GRID, cleanMaps);
        TuningResult whole = search.search(clean(), ExampleSource.of(adversarial()), recognizer, RUN);
        RunContext broken = RUN.withJournal(journal(kept)).cancelledWhen(() -> kept.size() == 4);
        assertThatThrownBy(() -> search.search(clean(), ExampleSource.of(adversarial()), recognizer, broken))
                .isInstanceOf(CancelledException.class);
        assertThat(kept).hasSize(4);

        int before = recognizer.identified();
        TuningResult rest =
                search.search(clean(), ExampleSource.of(adversarial()), recognizer, RUN.withJournal(journal(kept)));
        assertThat(rest).isEqualTo(whole);
        assertThat(recognizer.identified() - before).isBetween(1, whole.distinctMasks() / 2);
    }

    private static Journal journal(Map<String, String> kept) {
        return new Journal() {
            @Override
            public Optional<String> find(String piece) {
                return Optional.ofNullable(kept.get(piece));
            }

            @Override
            public void keep(String piece, String result) {
                assertThat(kept.put(piece, result)).isNull();
            }
        };
    }

    @Test
    void refusesWhatCanNotBeTuned() {
        GridSearch search = new GridSearch(GRID, cleanMaps);
        assertThatThrownBy(() -> search.search(List.of(), ExampleSource.of(adversarial()), recognizer, RUN))
                .hasMessage("illegal tuning pictures: 0 clean and 3 adversarial, must be at least one of each");
        List<AdversarialExample> dodging = List.of(example(PICTURES.get(0), PEOPLE.get(0), new Dodging(PEOPLE.get(0))));
        assertThatThrownBy(() -> search.search(clean(), ExampleSource.of(dodging), recognizer, RUN))
                .hasMessage("the attack attack of " + PEOPLE.get(0) + " has no target, which tuning needs");
        assertThatThrownBy(() ->
                        new Grid(GRID.maps(), List.of(), List.of(1), List.of(1), GRID.fills(), 1, GRID.strategy(), 0))
                .hasMessage("illegal mu: [], must be at least one");
        List<Integer> many = Collections.nCopies(10_000, 1);
        assertThatThrownBy(
                        () -> new Grid(GRID.maps(), GRID.thresholds(), many, many, GRID.fills(), 1, GRID.strategy(), 0))
                .hasMessageStartingWith("illegal number of combinations: ")
                .hasMessageEndingWith("00000000, must be at most 100000");
    }

    @Test
    void stopsWhenTheRunIsCancelled() {
        assertThatThrownBy(() -> new GridSearch(GRID, cleanMaps)
                        .search(clean(), ExampleSource.of(adversarial()), recognizer, RUN.cancelledWhen(() -> true)))
                .isInstanceOf(CancelledException.class);
    }
}
