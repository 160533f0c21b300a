package dev.visor.recognition.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.visor.face.Identity;
import dev.visor.recognition.Threshold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HeldOutPairsTest {

    private static final int SIZE = 48;
    private static final double RATE = 0.01;

    private static ThresholdRule masked(double rate) {
        return new ThresholdRule(0.001, null, rate);
    }

    /** People as a mask leaves them: what changes from picture to picture has few directions, and much weight. */
    private static List<Template> population(long seed, int people, int pictures, TemplateKind kind) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, people)
                .mapToObj(person -> {
                    float[] own = DrawnEmbeddings.normal(random, SIZE, 1);
                    List<Embedding> all = IntStream.range(0, pictures)
                            .mapToObj(picture -> {
                                float[] values = DrawnEmbeddings.normal(random, SIZE, 0.8);
                                for (int i = 0; i < SIZE; i++) {
                                    values[i] = values[i] * (i < 10 ? 4 : 1) + own[i] + 0.5f;
                                }
                                return Embedding.of(values);
                            })
                            .toList();
                    return new Template(new Identity("person " + person), kind, all);
                })
                .toList();
    }

    private static double rate(Enrollment enrollment, List<Template> strangers, float threshold) {
        Whitening whitening = enrollment.whitening().orElseThrow();
        List<List<Embedding>> compared =
                enrollment.templates().stream().map(Template::compared).toList();
        return strangers.stream()
                .flatMap(stranger -> stranger.pictures().stream())
                .map(whitening::apply)
                .flatMapToDouble(probe ->
                        compared.stream().mapToDouble(own -> Template.similarity(own, probe) >= threshold ? 1 : 0))
                .average()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void theThresholdKeepsTheRateOnPeopleWhoAreStrangersToIt(TemplateKind kind) {
        double kept = 0;
        double naive = 0;
        for (int seed = 0; seed < 4; seed++) {
            List<Template> people = population(seed, 16, 12, kind);
            List<Template> strangers = population(seed + 100, 60, 5, kind);
            Enrollment enrollment = Enrollment.underMask(people, 1, masked(RATE));
            kept += rate(enrollment, strangers, enrollment.threshold().similarity()) / 4;
            Threshold seen = new ThresholdRule(RATE, null).calibrate(enrollment.templates());
            naive += rate(enrollment, strangers, seen.similarity()) / 4;
        }
        assertThat(kept).isBetween(0.5 * RATE, 1.3 * RATE);
        assertThat(naive).as("with pictures that whitening was learned on").isGreaterThan(1.5 * RATE);
    }

    /** Each left-out person's pictures against the others, one by one. */
    @ParameterizedTest
    @EnumSource
    void eachOfFewPeopleIsLeftOutAlone(TemplateKind kind) {
        List<Template> people = population(7, 5, 6, kind);
        List<Double> expected = new ArrayList<>();
        for (Template left : people) {
            List<Template> others =
                    people.stream().filter(one -> !one.equals(left)).toList();
            Whitening whitening = Whitening.learned(others);
            for (Template other : others) {
                left.pictures()
                        .forEach(picture -> expected.add(whitening.apply(other).similarity(whitening.apply(picture))));
            }
        }
        assertThat(pairs(people, 1).ofPeople())
                .hasSize(5 * 6 * 4)
                .containsExactly(expected.stream()
                        .mapToDouble(Double::doubleValue)
                        .sorted()
                        .toArray());
        Threshold threshold = masked(0.05).calibrateUnderMask(people, 1);
        assertThat(threshold.impostorPairs()).isEqualTo(120);
        assertThat(threshold.falseMatches()).isEqualTo(6);
        assertThat(threshold.falseMatchRate()).isEqualTo(0.05);
    }

    @Test
    void manyPeopleAreLeftOutInTwentyFolds() {
        assertThat(pairs(population(3, 22, 3, TemplateKind.MEAN), 1).ofPeople()).hasSize(18 * 3 * 21 + 4 * 3 * 20);
    }

    private static HeldOutPairs pairs(List<Template> people, int views) {
        return new HeldOutPairs(people, views, OtherPeople.MOST, 1);
    }

    @Test
    void ofManyPairsASampleIsCompared() {
        List<Template> people = population(5, 40, 8, TemplateKind.MEAN);
        double[] all = pairs(people, 1).ofPeople();
        HeldOutPairs sampled = new HeldOutPairs(people, 1, 320, 320 * 10);

        double[] sample = sampled.ofPeople();
        HeldOutPairs.Pictures pictures = sampled.ofPictures();

        assertThat(all).hasSize(320 * 38);
        assertThat(sample).hasSize(320 * 10).isEqualTo(sampled.ofPeople());
        assertThat(all).contains(sample);
        assertThat(sample[sample.length / 2]).isCloseTo(all[all.length / 2], within(0.05));
        assertThat(pictures.impostors()).hasSize(320 * 10);
        assertThat(pictures.highestGenuine())
                .isEqualTo(pairs(people, 1).ofPictures().highestGenuine());
    }

    /** Or the whitening and the templates would know the mirrored picture of what is left out. */
    @Test
    void allViewsOfAPictureAreLeftOutTogether() {
        List<Template> people = population(9, 6, 5, TemplateKind.MEAN);
        List<Template> twice = people.stream()
                .map(person -> new Template(
                        person.person(),
                        person.kind(),
                        person.pictures().stream()
                                .flatMap(one -> List.of(one, one).stream())
                                .toList()))
                .toList();
        HeldOutPairs.Pictures single = pairs(people, 1).ofPictures();
        HeldOutPairs.Pictures same = pairs(twice, 2).ofPictures();
        assertThat(single.impostors()).hasSize(6 * 5 * 5);
        assertThat(same.impostors())
                .containsExactly(
                        Arrays.stream(single.impostors())
                                .flatMap(one -> Arrays.stream(new double[] {one, one}))
                                .toArray(),
                        within(1e-5));
        assertThat(same.highestGenuine()).isCloseTo(single.highestGenuine(), within(1e-5));
        assertThat(pairs(twice, 1).ofPictures().highestGenuine()).isGreaterThan(same.highestGenuine());
    }

    @ParameterizedTest
    @CsvSource({
        "2, 9, 'illegal gallery: 2 people, must be at least 3, because impostor pairs calibrate the threshold'",
        "5, 4, 'illegal masked false match rate: 0.01, must be at least 0.013 with 80 impostor pairs'",
        "5, 1, 'illegal gallery: no two pictures of one person differ, but whitening learns how they do; people"
                + " and quarters of the pictures are left out in turn'",
    })
    void saysWhatIsTooLittle(int people, int pictures, String message) {
        assertThatThrownBy(
                        () -> Enrollment.underMask(population(2, people, pictures, TemplateKind.MEAN), 1, masked(RATE)))
                .hasMessage(message);
    }
}
