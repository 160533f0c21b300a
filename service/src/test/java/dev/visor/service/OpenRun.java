package dev.visor.service;

import dev.visor.api.ExperimentRun;
import dev.visor.api.RunListener;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.device.Compute;
import dev.visor.face.Face;
import dev.visor.run.Progress;
import dev.visor.service.people.LoadedGuard;
import dev.visor.setting.Registry;
import dev.visor.store.experiment.ExperimentFile;
import dev.visor.store.faces.EmbeddedFaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A run that compares embeddings, with a system of its own for faces under the mask of glasses. Of the five people of the embedded
 * faces, four are enrolled. It is made once for all tests, which only read it.
 */
public final class OpenRun {

    private static final String EXPERIMENT = """
            title: Four of five people
            seed: 7
            faces: embedded
            split: {held-out: 0.7, never-enrolled: 1}
            system:
              kind: embedding
              network: resnet29
              threshold: {false-match-rate: 0.05, masked-false-match-rate: 0.05}
            accessories: [eyeglass frame]
            attackers:
              unaware: {kind: gradient, pairs: 1, max-iterations: 1}
            defenses:
              none: []
              glasses: [{kind: certified-detection, families: [glasses]}]
            """;

    private static final Holder HOLDER = new Holder();

    private OpenRun() {}

    /** What is made when it is first asked for. */
    private static final class Holder {
        private Path folder;

        synchronized Path folder() {
            if (folder == null) {
                try {
                    folder = Files.createTempDirectory("visor-open-run");
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
                    Path file = Files.writeString(folder.resolve("open.yaml"), EXPERIMENT);
                    Registry registry = Registry.standard();
                    try (ExperimentRun run = named(folder.resolve("run"))) {
                        run.train(ExperimentFile.read(file, List.of(), registry).resolved());
                        run.deploy(chain(run));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return folder.resolve("run");
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

    private static ExperimentRun named(Path folder) {
        return new ExperimentRun(folder, Registry.standard(), Compute.threads(2), Progress.silent(), RunListener.NONE);
    }

    private static ChainConfig chain(ExperimentRun run) throws IOException {
        return Objects.requireNonNull(run.experiment().config().defenses().get("glasses"));
    }

    /** Loads it, behind its defense. */
    public static LoadedGuard load() throws IOException {
        ExperimentRun run = named(HOLDER.folder());
        return LoadedGuard.of(run, chain(run));
    }

    /** Returns the faces of the person who is not enrolled. */
    public static List<Face> stranger() throws IOException {
        LoadedGuard guard = load();
        try {
            return EmbeddedFaces.johns().faces().stream()
                    .filter(face -> !guard.system().gallery().contains(face.identity()))
                    .toList();
        } finally {
            guard.release().run();
        }
    }
}
