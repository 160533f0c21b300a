package dev.visor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.engine.Piece;
import dev.visor.api.engine.PieceResult;
import dev.visor.api.engine.RunEngine;
import dev.visor.device.Compute;
import dev.visor.run.Progress;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose pieces are computed in copies, as the processes of an engine do. */
class PieceWorkerTest {

    private static final String EXPERIMENT = """
            seed: 1
            faces: embedded
            split: {held-out: 0.2, calibration: 0.5}
            accessories: [eyeglass frame]
            attackers:
              unaware: {kind: gradient, knows: system, preset: PATIENT, pairs: 5, max-iterations: 4}
              adaptive: {kind: gradient, knows: defense, preset: PATIENT, pairs: 5, max-iterations: 2}
            defenses: {none: [], TUNED: TUNED, hardened: [hardened-head]}
            occlusions: {families: [glasses], members: 1, rectangles: 0, mirrored: false}
            wearers: [eyeglass frame]
            tuning: {attacks: 3, grid: {mu: [0.9, 0.98], n: [0, 2]}}
            """;

    @TempDir
    static Path dir;

    private static ExperimentFile experiment;
    private static Map<String, String> here;

    @BeforeAll
    static void runHere() throws IOException {
        Path file = Files.writeString(dir.resolve("experiment.yaml"), EXPERIMENT);
        experiment = ExperimentFile.read(file, List.of(), Registry.standard()).resolved();
        try (ExperimentRun run = open("here")) {
            run.run(experiment);
        }
        here = results("here");
    }

    private static ExperimentRun open(String name) {
        return new ExperimentRun(
                dir.resolve(name), Registry.standard(), Compute.threads(2), Progress.silent(), RunListener.NONE);
    }

    /** Returns the results and their pictures, as text. */
    private static Map<String, String> results(String name) throws IOException {
        Map<String, String> results = new TreeMap<>();
        Path run = dir.resolve(name);
        results.put("results.json", Files.readString(run.resolve("results.json")));
        try (Stream<Path> pictures = Files.walk(run.resolve("pictures"))) {
            for (Path picture : pictures.filter(Files::isRegularFile).toList()) {
                results.put(run.relativize(picture).toString(), Arrays.toString(Files.readAllBytes(picture)));
            }
        }
        return results;
    }

    /** Two processes, each with a copy of its own, which take pieces in any order. */
    private static final class Copies implements RunEngine {

        private final SplittableRandom random = new SplittableRandom(1);
        private final List<PieceWorker> workers = new ArrayList<>();
        private final List<String> computed = new ArrayList<>();
        private int most = Integer.MAX_VALUE;

        @Override
        public int parallelism() {
            return 2;
        }

        @Override
        public void compute(Path surroundings, Path run, List<Piece> pieces, Finished finished) throws IOException {
            while (workers.size() < 2) {
                Path folder = dir.resolve("worker-" + random.nextInt(Integer.MAX_VALUE));
                workers.add(PieceWorker.open(surroundings, folder, Compute.threads(1), false));
            }
            for (PieceWorker worker : workers) {
                worker.use(run);
            }
            List<Piece> mixed = new ArrayList<>(pieces);
            Collections.shuffle(mixed, new Random(random.nextLong()));
            for (Piece piece : mixed) {
                if (computed.size() == most) {
                    throw new IOException("the engine was killed");
                }
                PieceResult result = workers.get(random.nextInt(2)).compute(piece);
                computed.add(piece.label());
                finished.accept(piece, result);
            }
        }

        @Override
        public void close() {
            for (PieceWorker worker : workers) {
                try {
                    worker.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @Test
    void theBytesAreEqualAndNothingIsComputedTwiceAfterTheRunWasKilled() throws IOException {
        Copies killed = new Copies();
        killed.most = 5;
        try (killed;
                ExperimentRun run = open("killed").on(killed, null)) {
            assertThatThrownBy(() -> run.run(experiment)).hasMessage("the engine was killed");
        }
        assertThat(killed.computed)
                .contains("part 1 of the saliency maps of clean faces")
                .anyMatch(label -> label.contains("attacks by unaware"))
                .anyMatch(label -> label.contains("attacks for tuning"));
        try (Copies engine = new Copies();
                ExperimentRun run = open("killed").on(engine, null)) {
            run.run(experiment);
            assertThat(engine.computed)
                    .doesNotContainAnyElementsOf(killed.computed)
                    .anyMatch(label -> label.contains("attacks by adaptive"))
                    .anyMatch(label -> label.contains("of the grid search"))
                    .contains("the head glasses.safetensors")
                    .anyMatch(label -> label.contains("decided about by"))
                    .anyMatch(label -> label.startsWith("clean faces"))
                    .anyMatch(label -> label.startsWith("people who wear"));
        }
        assertThat(results("killed")).isEqualTo(here);
        for (String head : List.of("recognizer.safetensors", "hardened/glasses.safetensors")) {
            assertThat(dir.resolve("killed").resolve(head))
                    .hasSameBinaryContentAs(dir.resolve("here").resolve(head));
        }
    }
}
