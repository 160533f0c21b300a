package dev.visor.cli.bench;

import dev.visor.benchmark.AttackSpeed;
import dev.visor.benchmark.BenchmarkResults;
import dev.visor.benchmark.Cost;
import dev.visor.benchmark.GallerySpeed;
import dev.visor.benchmark.GridSpeed;
import dev.visor.benchmark.NetworkSpeed;
import dev.visor.benchmark.Spread;
import dev.visor.cli.console.Console;

/** Prints how fast this machine is. */
final class BenchTable {

    private static final String ROW = "%-36s %9.2f %9.2f %9.2f %6d %9.2f%n";

    private final Console console;

    BenchTable(Console console) {
        this.console = console;
    }

    void print(BenchmarkResults machine) {
        console.print(
                "%s, %d processors, %d threads; wall time with all threads%n",
                machine.processor(), machine.processors(), machine.threads());
    }

    void print(NetworkSpeed network) {
        console.print(
                "%n%s at %dx%d, gradients in %s, %s weights%s%n",
                network.network(),
                network.width(),
                network.height(),
                network.precision(),
                network.weights(),
                network.weights().equals(BenchNetwork.DRAWN)
                        ? ", on which speed does not depend, only the share of distinct masks"
                        : "");
        console.print("%-36s %9s %9s %9s %6s %9s%n", "ms per picture", "median", "least", "most", "times", "passes");
        int batch = network.batch();
        print("forward, batch of " + batch, network.forward());
        print("forward and backward, batch of " + batch, network.backward());
        print("saliency map, batch of " + batch, network.saliency());
        for (AttackSpeed attack : network.attacks()) {
            print("forward, batch of " + attack.batch(), attack.forward());
            print("attack iteration, batch of " + attack.batch(), attack.iteration());
        }
        for (AttackSpeed attack : network.attacks()) {
            console.print(
                    "%-36s %9.2f%n", "attack iterations/s, batch of " + attack.batch(), attack.iterationsPerSecond());
        }
        print(network.grid());
    }

    void print(GallerySpeed gallery) {
        console.print("%n%d people, embeddings of %d values%n", gallery.people(), gallery.embedding());
        console.print("%-36s %9s %9s %9s %6s%n", "ms per embedding", "median", "least", "most", "times");
        print("identify one", gallery.one());
        print("identify " + gallery.batch() + " together", gallery.together());
        print("identify one, with its confidence", gallery.confidence());
        console.print(
                "%-36s %9.1f MB, %.2f times the %.1f MB of the templates%n",
                "memory",
                gallery.memoryBytes() / 1e6,
                (double) gallery.memoryBytes() / gallery.matrixBytes(),
                gallery.matrixBytes() / 1e6);
    }

    private void print(String name, Spread time) {
        console.print(
                "%-36s %9.2f %9.2f %9.2f %6d%n",
                name, 1e3 * time.median(), 1e3 * time.least(), 1e3 * time.most(), time.repetitions());
    }

    private void print(String name, Cost cost) {
        Spread time = cost.seconds();
        console.print(
                ROW,
                name,
                1e3 * time.median(),
                1e3 * time.least(),
                1e3 * time.most(),
                time.repetitions(),
                cost.forwardPasses());
    }

    private void print(GridSpeed grid) {
        Spread time = grid.seconds();
        console.print(
                "grid search of %d x %d x %d (mu, n, phi) on %d pictures, half of them adversarial:%n",
                grid.thresholds(), grid.iterations(), grid.minAreas(), grid.pictures());
        console.print("%-36s %9.2f%n", "  combinations/s", grid.combinationsPerSecond());
        console.print(
                "  classifications: %d instead of %d, %.1f %% of the naive search%n",
                grid.classifications(), grid.naiveClassifications(), 100 * grid.classifiedShare());
        console.print(
                "  seconds: %.2f (%.2f to %.2f, %d times) instead of %.2f, %.1f times as fast;%n  the"
                        + " naive search is estimated%n",
                time.median(), time.least(), time.most(), time.repetitions(), grid.naiveSeconds(), grid.speedup());
    }
}
