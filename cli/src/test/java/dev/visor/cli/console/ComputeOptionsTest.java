package dev.visor.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.defense.Fills;
import dev.visor.defense.RegionMask;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.torch.Engine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Bounds all threads that compute; in processes of their own, because Java makes its common pool once. */
class ComputeOptionsTest {

    @Test
    void oneThreadIsTheCallerAlone() throws Exception {
        assertThat(poolThreads(1)).isZero();
    }

    @Test
    void severalThreadsAreTheCallerAndThePool() throws Exception {
        assertThat(poolThreads(3)).isBetween(1, 2);
    }

    /** Returns how many threads of the common pool fill masked regions. */
    private static int poolThreads(int threads) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ActiveProcessorCount=8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Fill.class.getName(),
                        String.valueOf(threads))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(out).matches("\\d+\\R");
        return Integer.parseInt(out.strip());
    }

    /** Fills a region of many pictures and prints how many threads of the pool there are then. */
    static final class Fill {

        private Fill() {}

        public static void main(String[] args) {
            int threads = CommandLine.populateCommand(new ComputeOptions(), "--threads", args[0])
                    .compute()
                    .threads();
            try (Engine engine = Engine.start(threads)) {
                boolean[] masked = new boolean[100 * 100];
                Arrays.fill(masked, 3000, 7000, true);
                Mask mask = Mask.of(100, 100, masked);
                Image picture = Image.filled(100, 100, new Color(0.5f, 0.25f, 0));
                RegionMask.cleanse(Collections.nCopies(200, picture), List.of(new RegionMask(mask, Fills.TELEA)));
                System.out.println(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("ForkJoinPool.commonPool"))
                        .count());
                assertThat(engine.threads()).isEqualTo(threads);
            }
        }
    }
}
