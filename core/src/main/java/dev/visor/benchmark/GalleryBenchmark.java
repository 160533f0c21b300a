package dev.visor.benchmark;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.face.Identity;
import dev.visor.recognition.Scores;
import dev.visor.recognition.Threshold;
import dev.visor.recognition.embedding.Embedding;
import dev.visor.recognition.embedding.Enrollment;
import dev.visor.recognition.embedding.Template;
import dev.visor.recognition.embedding.TemplateKind;
import dev.visor.recognition.embedding.TemplateSearch;
import dev.visor.run.Seed;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Measures how fast embeddings are identified among many people. The people are drawn: their templates are points of the unit
 * sphere, each direction as likely as another, always the same ones.
 *
 * <p>Immutable; as thread-safe as the clock. Nothing else should run on the machine meanwhile.
 */
public final class GalleryBenchmark {

    private static final int MOST_PEOPLE = 1_000_000;
    private static final int MOST_VALUES = 4096;
    private static final int BATCH = 32;
    private static final float THRESHOLD = 0.3f;

    private final Stopwatch stopwatch;

    /**
     * Makes a benchmark.
     *
     * @param plan how often it measures
     * @param nanoTime a clock in nanoseconds that never goes back
     */
    public GalleryBenchmark(BenchmarkPlan plan, LongSupplier nanoTime) {
        this.stopwatch = new Stopwatch(nanoTime, plan);
    }

    /**
     * Checks a size, before long work.
     *
     * @param people who are enrolled, in [2, 1000000]
     * @param embedding the number of values of a template, in [8, 4096]
     */
    public static void checkSize(int people, int embedding) {
        check(people >= 2 && people <= MOST_PEOPLE, "--gallery", people, "in [2, " + MOST_PEOPLE + "]");
        check(embedding >= 8 && embedding <= MOST_VALUES, "--embedding", embedding, "in [8, " + MOST_VALUES + "]");
    }

    /**
     * Draws people and measures how fast they are identified.
     *
     * @param people who are enrolled, as {@link #checkSize} takes them
     * @param embedding the number of values of a template
     * @param threads that compute
     */
    public GallerySpeed measure(int people, int embedding, int threads) {
        checkSize(people, embedding);
        long before = usedMemory();
        try (TemplateSearch search = new TemplateSearch(enrolled(people, embedding), threads)) {
            long memory = usedMemory() - before;
            SplittableRandom random = new Seed(2).derive("probes").random();
            List<Embedding> probes = IntStream.range(0, BATCH)
                    .mapToObj(i -> drawn(random, embedding))
                    .toList();
            List<Embedding> first = probes.subList(0, 1);
            Spread one = stopwatch.time(() -> search.identify(first));
            Spread together = stopwatch.time(() -> search.identify(probes)).dividedBy(BATCH);
            Spread confidence = stopwatch.time(() -> search.identify(first).forEach(Scores::confidence));
            return new GallerySpeed(
                    people, embedding, 4L * people * embedding, memory, one, BATCH, together, confidence);
        }
    }

    private static Enrollment enrolled(int people, int embedding) {
        SplittableRandom random = new Seed(1).derive("templates").random();
        return new Enrollment(
                IntStream.range(0, people)
                        .mapToObj(i -> new Template(
                                new Identity("Person " + i), TemplateKind.BEST, List.of(drawn(random, embedding))))
                        .toList(),
                new Threshold(THRESHOLD, null, 0, 0));
    }

    private static Embedding drawn(SplittableRandom random, int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Embedding.of(values);
    }

    private static long usedMemory() {
        Runtime.getRuntime().gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
