package dev.visor.cli.bench;

import dev.visor.benchmark.BenchmarkPlan;
import dev.visor.benchmark.GalleryBenchmark;
import dev.visor.benchmark.GallerySpeed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many people are identified. */
final class GalleryOptions {

    private static final int USUAL = 512;

    @Option(
            names = "--gallery",
            paramLabel = "PEOPLE",
            order = 7,
            description = "Measure identification among so many drawn people, and no network.")
    private @Nullable Integer people;

    @Option(
            names = "--embedding",
            paramLabel = "N",
            order = 8,
            description = "With --gallery: how many values an embedding has (default: 512).")
    private @Nullable Integer embedding;

    boolean isAsked() {
        return people != null;
    }

    /**
     * Checks the options.
     *
     * @param networks must be left out beside a gallery
     */
    void check(BenchOptions networks) {
        if (people == null) {
            if (embedding != null) {
                throw new IllegalArgumentException(
                        "--embedding needs --gallery: networks have embeddings of their own");
            }
            return;
        }
        if (!networks.areLeftOut()) {
            throw new IllegalArgumentException(
                    "--gallery measures no network: leave --network, --weights and --size out");
        }
        GalleryBenchmark.checkSize(people, values());
    }

    private int values() {
        return embedding == null ? USUAL : embedding;
    }

    GallerySpeed measure(BenchmarkPlan plan, int threads) {
        if (people == null) {
            throw new IllegalStateException("no gallery was asked for");
        }
        return new GalleryBenchmark(plan, System::nanoTime).measure(people, values(), threads);
    }
}
