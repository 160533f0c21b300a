package dev.visor.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A run that is made once for all tests: a small experiment with all kinds of attackers, with tuning, and with defenses of
 * all kinds, stage by stage. Tests that change something change a copy.
 */
public final class SharedRun {

    /** The experiment, for a file beside the folder {@code faces}. */
    public static final String EXPERIMENT = """
            title: A small experiment
            seed: 7
            faces: {folder: faces}
            split: {held-out: 0.5, calibration: 0}
            system: {kind: trained-head, head: {epochs: 8}}
            accessories: [eyeglass frame]
            attackers:
              unaware: {kind: gradient, pairs: 5, max-iterations: 8, batch-size: 2}
              adaptive: {kind: gradient, knows: defense, pairs: 2, max-iterations: 2}
              query-only: {kind: square, pairs: 1, queries: 3}
            defenses:
              rejecting mask: [saliency-mask, rejection]
              none: []
              found: TUNED
              hardened: [{kind: tamper-detector, false-alarms: 0.4}, certified-masking, hardened-head]
            tuning:
              attacks: 3
              grid: {map: [absolute], mu: [0.9], n: [0, 2], phi: [20], fill: [zero]}
            report: {examples: 2}
            """;

    private static final Holder HOLDER = new Holder();

    private SharedRun() {}

    /** What is made when it is first asked for. */
    private static final class Holder {
        private Path folder;
        private final List<CommandRun> stages = new ArrayList<>();

        synchronized Path folder() {
            if (folder == null) {
                try {
                    folder = Files.createTempDirectory("visor-shared-run");
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
                    Fixtures.faces(folder.resolve("faces"));
                    Files.writeString(folder.resolve("small.yaml"), EXPERIMENT);
                    stage("train", folder.resolve("small.yaml").toString(), "--out", trained());
                    Fixtures.copy(folder.resolve("trained"), folder.resolve("whole"));
                    stage("attack", "--run", whole(), "--threads", "3");
                    stage("tune", "--run", whole(), "--threads", "3");
                    stage("evaluate", "--run", whole(), "--threads", "3");
                    stage("report", "--run", whole());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return folder;
        }

        private String trained() {
            return folder.resolve("trained").toString();
        }

        private String whole() {
            return folder.resolve("whole").toString();
        }

        private void stage(String... args) {
            stages.add(CommandRun.good(args));
        }

        private static void delete(Path folder) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Returns the faces. */
    public static Path faces() {
        return HOLDER.folder().resolve("faces");
    }

    /** Returns the experiment file. */
    public static Path file() {
        return HOLDER.folder().resolve("small.yaml");
    }

    /** Returns the run after its first stage. */
    public static Path trained() {
        return HOLDER.folder().resolve("trained");
    }

    /** Returns the run after its last stage. */
    public static Path whole() {
        return HOLDER.folder().resolve("whole");
    }

    /** Returns what a stage printed, counted from 0. */
    public static CommandRun stage(int number) {
        HOLDER.folder();
        return HOLDER.stages.get(number);
    }

    /** Returns the names of files that the same experiment gives with the same bytes. */
    public static List<String> reproducible() {
        return List.of(
                "results.json",
                "tuning.json",
                "experiment.yaml",
                "recognizer.safetensors",
                "hardened/glasses.safetensors",
                "attacks/unaware/eyeglass frame/attacks.json",
                "attacks/adaptive/eyeglass frame/hardened/attacks.json");
    }
}
