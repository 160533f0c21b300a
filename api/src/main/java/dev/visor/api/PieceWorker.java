package dev.visor.api;

import dev.visor.api.engine.Piece;
import dev.visor.api.engine.PieceResult;
import dev.visor.device.Compute;
import dev.visor.run.Progress;
import dev.visor.setting.Registry;
import dev.visor.store.file.Folders;
import dev.visor.store.kit.RunKit;
import dev.visor.store.kit.Surroundings;
import dev.visor.store.machine.Processor;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Computes pieces of a run in a process of a {@link dev.visor.api.engine.RunEngine}, from archives of what the run needs. Faces are
 * loaded once.
 *
 * <pre>{@code
 * try (PieceWorker worker = PieceWorker.open(surroundings, scratch, Compute.threads(2), false)) {
 *     worker.use(run);
 *     PieceResult result = worker.compute(new Piece.CleanFaces("none"));
 * }
 * }</pre>
 *
 * <p>Used by one thread at a time. Closing it frees the networks and removes its folder.
 */
public final class PieceWorker implements AutoCloseable {

    private final Path folder;
    private final Surroundings surroundings;
    private final Registry registry;
    private final Compute compute;
    private final boolean mixed;

    private @Nullable LoadedFaces faces;
    private @Nullable ExperimentRun run;
    private int copies;

    private PieceWorker(Path folder, Surroundings surroundings, Registry registry, Compute compute, boolean mixed) {
        this.folder = folder;
        this.surroundings = surroundings;
        this.registry = registry;
        this.compute = compute;
        this.mixed = mixed;
    }

    /**
     * Unpacks what the experiment names.
     *
     * @param archive what {@link Surroundings#pack} wrote
     * @param folder where to work; must be new or empty
     * @param compute the threads and the device that compute
     * @param mixed whether processors other than those that the run knows may compute; their last digits may differ
     * @throws IOException with one line naming the file that can't be read or written
     */
    public static PieceWorker open(Path archive, Path folder, Compute compute, boolean mixed) throws IOException {
        Surroundings surroundings = Surroundings.unpack(archive, folder.resolve("surroundings"));
        return new PieceWorker(folder, surroundings, surroundings.registry(), compute, mixed);
    }

    /**
     * Unpacks what the run has written, in place of what it had written before.
     *
     * @param archive what {@link RunKit#pack} wrote
     * @throws IOException with one line naming the file that can't be read or written, or this processor if it is none that may
     *     compute
     */
    public void use(Path archive) throws IOException {
        closeRun();
        RunFolder copy = RunKit.unpack(archive, folder.resolve("run-" + ++copies), surroundings, registry);
        checkProcessor(copy.readRun().processors());
        ExperimentRun opened = new ExperimentRun(copy.path(), registry, compute, Progress.silent(), RunListener.NONE);
        if (faces == null) {
            faces = new LoadedFaces(opened.experiment().faces());
        }
        run = opened.beside(Map.of(), faces);
    }

    private void checkProcessor(List<String> known) throws IOException {
        String here = Processor.features(compute.device());
        if (!mixed && !known.contains(here)) {
            throw new IOException("its processor differs from that of the run, so its last digits may, too: " + here
                    + " here, " + known.get(0) + " there");
        }
    }

    /**
     * Computes a piece of the run.
     *
     * @throws IllegalStateException before {@link #use}
     * @throws IOException with one line if that fails
     */
    public PieceResult compute(Piece piece) throws IOException {
        if (run == null) {
            throw new IllegalStateException("there is no run yet to compute " + piece.label() + " of");
        }
        return piece.compute(run.copy());
    }

    private void closeRun() throws IOException {
        if (run != null) {
            run.close();
            Folders.delete(run.folder().path());
            run = null;
        }
    }

    @Override
    public void close() throws IOException {
        closeRun();
        Folders.delete(folder);
    }
}
