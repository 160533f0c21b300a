package dev.visor.spark.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.api.ExperimentRun;
import dev.visor.api.PieceWorker;
import dev.visor.api.RunListener;
import dev.visor.api.engine.Piece;
import dev.visor.api.engine.RunEngine;
import dev.visor.device.Compute;
import dev.visor.run.Progress;
import dev.visor.setting.Registry;
import dev.visor.spark.RunBytes;
import dev.visor.spark.address.DyingFileSystem.Killed;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.file.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose driver is killed while it copies to an address, and that go on from there in another place. */
class KeptRunTest {

    private static final String EXPERIMENT = """
            seed: 1
            faces: embedded
            split: {held-out: 0.2, calibration: 0.5}
            accessories: [eyeglass frame]
            attackers:
              unaware: {kind: gradient, knows: system, preset: PATIENT, pairs: 5, max-iterations: 4}
              adaptive: {kind: gradient, knows: defense, preset: PATIENT, pairs: 5, max-iterations: 2}
            defenses: {none: [], TUNED: TUNED}
            wearers: [eyeglass frame]
            tuning: {attacks: 3, grid: {mu: [0.9, 0.98], n: [0, 2]}}
            """;

    /** A run is killed so many times, at changes that are spread over all of them. */
    private static final int KILLS = 5;

    @TempDir
    static Path dir;

    private static ExperimentFile experiment;
    private static Map<String, String> here;

    @BeforeAll
    static void runHere() throws IOException {
        Path file = Files.writeString(dir.resolve("experiment.yaml"), EXPERIMENT);
        experiment = ExperimentFile.read(file, List.of(), Registry.standard()).resolved();
        try (ExperimentRun run = open(dir.resolve("here"))) {
            run.run(experiment);
        }
        here = RunBytes.of(dir.resolve("here"));
    }

    private static ExperimentRun open(Path folder) {
        return new ExperimentRun(folder, Registry.standard(), Compute.threads(2), Progress.silent(), RunListener.NONE);
    }

    /** Returns how many lines all journals of a run have. */
    private static long lines(Path run) throws IOException {
        long lines = 0;
        try (Stream<Path> all = Files.walk(run)) {
            for (Path journal :
                    all.filter(file -> file.endsWith("journal.jsonl")).toList()) {
                lines += Files.readAllLines(journal).size();
            }
        }
        return lines;
    }

    /** Computes in this process, and copies whatever a run has written at once. */
    private static final class CopyingEngine implements RunEngine {

        private final Path kept;
        private final Path folder;
        private final Path copies;
        private final AddressMirror mirror;

        CopyingEngine(RunAddress address, Path folder) throws IOException {
            this.kept = Path.of(address.root().toUri().getPath());
            this.folder = Files.createDirectories(folder);
            this.copies = Files.createTempDirectory(dir, "copies");
            this.mirror = new AddressMirror(address, folder, 1);
            mirror.fetch();
        }

        @Override
        public int parallelism() {
            return 2;
        }

        @Override
        public void kept(boolean all) throws IOException {
            mirror.keep(() -> {});
        }

        @Override
        public void compute(Path surroundings, Path run, List<Piece> pieces, Finished finished) throws IOException {
            Path copy = Files.createTempDirectory(copies, "copy").resolve("site");
            try (PieceWorker worker = PieceWorker.open(surroundings, copy, Compute.threads(2), false)) {
                worker.use(run);
                for (Piece piece : pieces) {
                    long before = lines(kept);
                    finished.accept(piece, worker.compute(piece));
                    // Maps of clean faces are put together before anything is kept of them.
                    if (!(piece instanceof Piece.CleanMaps)) {
                        assertThat(lines(kept)).as(piece.label()).isGreaterThan(before);
                    }
                }
            }
        }

        @Override
        public void close() {
            try {
                mirror.close();
                Folders.delete(copies);
                Folders.delete(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Runs the experiment at an address, in a folder that goes; returns how many changes that took. */
    private static int run(Path kept, Path folder, int changes) throws IOException {
        Files.createDirectories(kept);
        RunAddress real = RunAddress.open(kept.toUri().toString(), new Configuration());
        DyingFileSystem files = new DyingFileSystem(real.files(), changes);
        RunAddress address = new RunAddress(real.text(), files, real.root());
        try (CopyingEngine engine = new CopyingEngine(address, folder);
                ExperimentRun run = open(folder).copied().on(engine, null)) {
            run.run(experiment);
        }
        return files.done();
    }

    @Test
    void theResultsAreEqualWheneverTheDriverWasKilled() throws IOException {
        int all = run(dir.resolve("whole"), dir.resolve("whole-copy"), Integer.MAX_VALUE);
        assertThat(RunBytes.of(dir.resolve("whole"))).isEqualTo(here);
        assertThat(Files.readString(dir.resolve("whole/report.html"))).doesNotContain("whole-copy");
        Path kept = dir.resolve("kept");
        int left = all;
        for (int i = 0; i < KILLS; i++) {
            int changes = all / (KILLS + 2) + i;
            Path folder = dir.resolve("copy-" + i);
            assertThatThrownBy(() -> run(kept, folder, changes)).isInstanceOf(Killed.class);
            left -= changes;
        }
        assertThat(left).isPositive();
        run(kept, dir.resolve("copy"), Integer.MAX_VALUE);
        assertThat(RunBytes.of(kept)).isEqualTo(here);
    }
}
