package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.api.Versions;
import dev.visor.benchmark.AttackSpeed;
import dev.visor.benchmark.BenchmarkResults;
import dev.visor.benchmark.Cost;
import dev.visor.benchmark.GallerySpeed;
import dev.visor.benchmark.GridSpeed;
import dev.visor.benchmark.NetworkSpeed;
import dev.visor.benchmark.Spread;
import dev.visor.store.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {

    /** Stands for the temporary folder in arguments and messages. */
    private static final String DIR = "DIR";

    @TempDir
    Path dir;

    @Test
    void measuresANetworkAndReportsEverything() throws IOException {
        Path file = dir.resolve("new/bench.json");
        CommandRun run = CommandRun.good(
                "bench", "--network", "resnet29", "--quick", "--threads", "2", "--json", file.toString());
        assertThat(run.messages()).isEmpty();
        assertThat(run.out())
                .contains("2 threads; wall time with all threads")
                .contains("resnet29 at 150x150, gradients in float32, embedded weights" + System.lineSeparator())
                .contains("grid search of 2 x 2 x 2 (mu, n, phi) on 2 pictures")
                .contains("instead of 16, ", "the naive search is estimated");
        List<String> rows = new ArrayList<>(List.of(
                "forward, batch of 8",
                "forward and backward, batch of 8",
                "saliency map, batch of 8",
                "combinations/s"));
        for (int batch : List.of(1, 8, 32)) {
            rows.add("forward, batch of " + batch);
            rows.add("attack iteration, batch of " + batch);
            rows.add("attack iterations/s, batch of " + batch);
        }
        for (String row : rows) {
            assertThat(run.out().lines()).anyMatch(line -> line.strip().matches(row + " +\\d+\\.\\d\\d( .*)?"), row);
        }

        BenchmarkResults results = Json.read(file, BenchmarkResults.class);
        assertThat(results.processor()).isNotBlank();
        assertThat(results.threads()).isEqualTo(2);
        assertThat(results.versions()).isEqualTo(Versions.all());
        assertThat(results.networks()).hasSize(1);
        assertThat(results.networks().get(0).precision()).isEqualTo("float32");
        assertSound(results.networks().get(0));
    }

    @Test
    void measuresIdentificationAmongManyPeople() throws IOException {
        Path file = dir.resolve("gallery.json");
        CommandRun run = CommandRun.good(
                "bench",
                "--gallery",
                "3000",
                "--embedding",
                "64",
                "--quick",
                "--threads",
                "2",
                "--json",
                file.toString());
        assertThat(run.out())
                .contains("3000 people, embeddings of 64 values", "identify one ", "identify 32 together ")
                .contains(" times the 0.8 MB of the templates");
        BenchmarkResults results = Json.read(file, BenchmarkResults.class);
        assertThat(results.networks()).isEmpty();
        assertThat(results.galleries()).hasSize(1);
        GallerySpeed speed = results.galleries().get(0);
        assertThat(speed.matrixBytes()).isEqualTo(3000 * 64 * 4);
        assertThat(speed.memoryBytes()).isGreaterThan(speed.matrixBytes());
        assertThat(List.of(speed.one(), speed.together(), speed.confidence())).allMatch(time -> time.median() > 0);
    }

    private static void assertSound(NetworkSpeed network) {
        List<Double> numbers = new ArrayList<>();
        List<Cost> costs = new ArrayList<>(List.of(network.forward(), network.backward(), network.saliency()));
        assertThat(network.attacks()).extracting(AttackSpeed::batch).containsExactly(1, 8, 32);
        for (AttackSpeed attack : network.attacks()) {
            costs.add(attack.forward());
            costs.add(attack.iteration());
            numbers.add(attack.iterationsPerSecond());
        }
        for (Cost cost : costs) {
            numbers.add(cost.forwardPasses());
            numbers.add(cost.seconds().median());
        }
        GridSpeed grid = network.grid();
        Spread search = grid.seconds();
        numbers.addAll(List.of(search.median(), grid.naiveSeconds(), grid.speedup(), grid.combinationsPerSecond()));
        assertThat(numbers).allMatch(number -> number > 0 && Double.isFinite(number));
        assertThat(network.forward().forwardPasses()).isEqualTo(1);
        assertThat(network.backward().forwardPasses()).isGreaterThan(1);
        assertThat(grid.naiveClassifications()).isEqualTo(16);
        assertThat(grid.classifications()).isBetween(2, 16);
        assertThat(grid.classifiedShare()).isEqualTo(grid.classifications() / 16.0);
        assertThat(grid.naiveSeconds())
                .isEqualTo(16
                        * (network.forward().seconds().median()
                                + network.saliency().seconds().median()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            --network vgg99                                 | unknown backbone: "vgg99", must be one of [resnet29, vgg16]
            --size 63                                       | illegal --size: 63, must be in [64, 512]
            --size 513                                      | illegal --size: 513, must be in [64, 512]
            --size 150                                      | illegal size of the pictures for vgg16: 150x150, must be a mul
            --size big                                      | Invalid value for option '--size': 'big' is not an int
            --weights DIR/text.txt                          | --weights needs --network: weights belong to one network
            --network vgg16  --weights DIR/none             | DIR/none: there is no such file
            --network vgg16  --weights DIR/text.txt         | DIR/text.txt: is no safetensors file or a damaged one
            --network vgg16  --weights DIR/half.safetensors | DIR/half.safetensors: must hold the weights of vgg16, but
            --network resnet29  --device gpu                | Invalid value for option '--device': expected one of [CPU, CUDA] (case-insensitive) but was 'gpu'
            --network resnet29  --threads 0                 | illegal --threads: 0, must be at least 1
            --gallery 1                                     | illegal --gallery: 1, must be in [2, 1000000]
            --gallery 10 --embedding 7                      | illegal --embedding: 7, must be in [8, 4096]
            --embedding 128                                 | --embedding needs --gallery
            --gallery 10 --size 112                         | --gallery measures no network: leave --network,
            --precision float8                              | expected one of [AUTO, FLOAT32, BFLOAT16]
            --json DIR                                      | DIR: is a folder, must be a file to write
            --json DIR/text.txt/b.json                      | DIR/text.txt/b.json: cannot be written: DIR/text.txt is a
            --out DIR/run                                   | Unknown options: '--out', 'DIR/run'
            """)
    void badInput(String options, String message) throws IOException {
        Files.writeString(dir.resolve("text.txt"), "no weights, but longer than a header of safetensors");
        Vgg16Files.write(dir.resolve("half.safetensors"), 2);
        var before = Fixtures.snapshot(dir);
        CommandRun run = CommandRun.of(("bench --quick " + options.replace(DIR, dir.toString())).split(" +"));
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.messages()).hasSize(1);
        assertThat(run.err()).startsWith("visor: ").contains(message.replace(DIR, dir.toString()));
        assertThat(run.out()).isEmpty();
        assertThat(Fixtures.snapshot(dir)).isEqualTo(before);
    }
}
