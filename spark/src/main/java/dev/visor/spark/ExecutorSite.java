package dev.visor.spark;

import dev.visor.api.PieceWorker;
import dev.visor.api.engine.Piece;
import dev.visor.api.engine.PieceResult;
import dev.visor.device.Compute;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkFiles;
import org.jspecify.annotations.Nullable;

/**
 * What an executor has loaded, which the tasks of a run share. An executor has no other place for that than its class: Spark makes a
 * new function for each task. It computes one piece at a time with all its cores, so faces and networks are in memory once.
 */
final class ExecutorSite {

    static final ExecutorSite HERE = new ExecutorSite();

    private @Nullable PieceWorker worker;
    private String surroundings = "";
    private String run = "";

    private ExecutorSite() {}

    /**
     * Computes a piece. Tasks that come meanwhile wait.
     *
     * @throws IOException with one line if that fails
     */
    synchronized PieceResult compute(Orders orders, Piece piece) throws IOException {
        PieceWorker opened = worker(orders);
        if (!run.equals(orders.run())) {
            run = "";
            opened.use(Path.of(SparkFiles.get(orders.run())));
            run = orders.run();
        }
        return opened.compute(piece);
    }

    private PieceWorker worker(Orders orders) throws IOException {
        if (worker == null || !surroundings.equals(orders.surroundings())) {
            close();
            // Spark removes its folder when the executor ends.
            Path folder = Path.of(SparkFiles.getRootDirectory()).resolve("visor-" + UUID.randomUUID());
            Path archive = Path.of(SparkFiles.get(orders.surroundings()));
            worker = PieceWorker.open(archive, folder, Compute.threads(threads(orders)), orders.mixed());
            surroundings = orders.surroundings();
        }
        return worker;
    }

    private static int threads(Orders orders) {
        int processors = Runtime.getRuntime().availableProcessors();
        return orders.threads() > 0
                ? orders.threads()
                : SparkEnv.get().conf().getInt("spark.executor.cores", processors);
    }

    private void close() throws IOException {
        if (worker != null) {
            worker.close();
            worker = null;
            surroundings = "";
            run = "";
        }
    }

    /** Frees what is loaded: in the driver's own process, which goes on without Spark. */
    synchronized void clear() throws IOException {
        close();
    }
}
