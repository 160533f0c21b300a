package dev.visor.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.cli.CommandRun;
import dev.visor.cli.Fixtures;
import dev.visor.cli.SharedRun;
import dev.visor.image.Image;
import dev.visor.store.file.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks in photographs: placed there, saved whole, and counted end to end. */
class PhotographRunTest {

    private static final String EXPERIMENT = """
            title: Glasses in photographs
            seed: 1
            faces: {folder: photos, alignment: detect}
            split: {held-out: 0.5, calibration: 0}
            system: {kind: embedding, network: resnet29, threshold: {similarity: 0.9}}
            accessories: [eyeglass frame]
            attackers:
              jittered: {kind: gradient, preset: JITTERED, pairs: 3, max-iterations: 2, alignment-jitter: {draws: 2}}
            defenses: {none: []}
            """;

    private static List<Path> ending(Path run, String end) throws IOException {
        try (Stream<Path> files = Files.walk(run.resolve("attacks"))) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        }
    }

    @Test
    void attackedPhotographsAreWrittenWholeAndCountedEndToEnd(@TempDir Path folder) throws IOException {
        Fixtures.photographs(SharedRun.faces(), folder.resolve("photos"));
        Path file = Files.writeString(folder.resolve("photos.yaml"), EXPERIMENT);
        Path run = folder.resolve("run");
        CommandRun.good("run", file.toString(), "--out", run.toString());
        List<Path> attacked = ending(run, "-photograph.png");
        assertThat(attacked).hasSize(3);
        for (Path one : attacked) {
            checkOnlyTheGlassesDiffer(one, folder.resolve("photos"));
        }
        assertThat(ending(run, "-found.png")).hasSize(3);
        String results = Files.readString(run.resolve("results.json"));
        assertThat(results).contains("\"survived\"", "\"offset\"", "\"wholePicture\"");
        assertThat(Files.readString(run.resolve("report.html"))).contains("In the photograph", "Found anew");
        assertThat(CommandRun.of("evidence", "check", run.toString(), "--rerun", "1")
                        .code())
                .isZero();

        // What was broken off after the attacks goes on to the same results.
        Files.delete(run.resolve("results.json"));
        CommandRun.good("run", file.toString(), "--out", run.toString());
        assertThat(Files.readString(run.resolve("results.json"))).isEqualTo(results);

        Files.delete(attacked.get(0));
        CommandRun damaged = CommandRun.of("evidence", "check", run.toString());
        assertThat(damaged.code()).isNotZero();
        assertThat(damaged.out() + damaged.err())
                .contains(String.valueOf(attacked.get(0).getFileName()));
    }

    /** The face is within 150x150 pixels that were turned a little; what is far from it stays as it was. */
    private static void checkOnlyTheGlassesDiffer(Path attacked, Path photos) throws IOException {
        String person = String.valueOf(attacked.getFileName()).replaceAll("^E\\d+_(.+)_as_.*", "$1");
        Image after = Pictures.read(attacked);
        try (Stream<Path> files = Files.list(photos.resolve(person))) {
            int least = Integer.MAX_VALUE;
            for (Path file : files.toList()) {
                least = Math.min(least, differing(Pictures.read(file), after));
            }
            assertThat(least).isBetween(200, 4000);
        }
    }

    private static int differing(Image before, Image after) {
        assertThat(after.sameSize(before)).isTrue();
        byte[] a = before.toRgb8();
        byte[] b = after.toRgb8();
        int differing = 0;
        for (int i = 0; i < a.length; i += 3) {
            differing += a[i] == b[i] && a[i + 1] == b[i + 1] && a[i + 2] == b[i + 2] ? 0 : 1;
        }
        return differing;
    }
}
