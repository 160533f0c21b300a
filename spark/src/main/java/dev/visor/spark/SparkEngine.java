package dev.visor.spark;

import dev.visor.api.engine.EngineSettings;
import dev.visor.api.engine.Piece;
import dev.visor.api.engine.RunEngine;
import dev.visor.spark.address.KeptFolder;
import dev.visor.store.file.Folders;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Computes pieces on the executors of Spark, a task for each. Archives travel once per executor, as files. What comes back is handed
 * over as soon as a task ends, so that a driver that is killed has lost little.
 */
final class SparkEngine implements RunEngine {

    /** What the launcher sets for a process of Visor; see there. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_MAX_", "0",
            "MALLOC_TRIM_THRESHOLD_", "40000000000",
            "OPENCV_LOG_LEVEL", "SILENT",
            "LC_ALL", "C.UTF-8");

    private static final Pattern LOCAL = Pattern.compile("local(\\[.*])?");

    private final JavaSparkContext spark;
    private final boolean mixed;
    private final int threads;
    private final Path files;
    private @Nullable KeptFolder kept;

    private SparkEngine(JavaSparkContext spark, boolean mixed, int threads, Path files) {
        this.spark = spark;
        this.mixed = mixed;
        this.threads = threads;
        this.files = files;
    }

    /**
     * Connects to a cluster.
     *
     * @throws IOException with one line if that fails
     */
    static SparkEngine open(EngineSettings settings) throws IOException {
        SparkConf conf =
                new SparkConf().setIfMissing("spark.app.name", "Visor").setIfMissing("spark.log.level", "ERROR");
        if (settings.master() != null) {
            conf.setMaster(settings.master());
        }
        settings.properties().forEach(conf::set);
        if (!conf.contains("spark.master")) {
            throw new IOException(
                    "there is no cluster to compute on; name one with --master, such as spark://host:7077");
        }
        ENVIRONMENT.forEach((name, value) -> conf.setIfMissing("spark.executorEnv." + name, value));
        String master = conf.get("spark.master");
        ClusterAddress.check(master);
        try {
            JavaSparkContext spark = new JavaSparkContext(conf);
            int threads = LOCAL.matcher(master).matches() ? spark.defaultParallelism() : 0;
            return new SparkEngine(spark, settings.mixed(), threads, Files.createTempDirectory("visor-spark-"));
        } catch (Exception e) { // Spark declares none of those that it throws
            throw new IOException(master + ": can't be used: " + firstLine(e), e);
        }
    }

    @Override
    public Path fetch(String address) throws IOException {
        kept = KeptFolder.fetch(address, spark.hadoopConfiguration());
        return kept.folder();
    }

    @Override
    public void kept(boolean all) throws IOException {
        if (kept != null) {
            kept.kept(all);
        }
    }

    @Override
    public int parallelism() {
        return Math.max(1, spark.defaultParallelism());
    }

    @Override
    public void compute(Path surroundings, Path run, List<Piece> pieces, Finished finished) throws IOException {
        Orders orders = new Orders(send(surroundings), send(run), mixed, threads);
        List<Broadcast<Piece>> large = new ArrayList<>();
        List<Parcel> parcels = new ArrayList<>();
        for (Piece piece : pieces) {
            int index = parcels.size();
            if (piece instanceof Piece.Cell) {
                Broadcast<Piece> content = spark.broadcast(piece);
                large.add(content);
                parcels.add(new Parcel.Large(index, content));
            } else {
                parcels.add(new Parcel.Small(index, piece));
            }
        }
        BlockingQueue<Object> ended = new LinkedBlockingQueue<>();
        Thread job = new Thread(() -> run(parcels, orders, ended), "visor-spark-job");
        job.setDaemon(true);
        job.start();
        try {
            for (int i = 0; i < pieces.size(); i++) {
                Computed computed = next(ended);
                finished.accept(pieces.get(computed.index()), Objects.requireNonNull(computed.result()));
            }
        } catch (IOException | RuntimeException e) {
            spark.cancelAllJobs();
            throw e;
        } finally {
            large.forEach(Broadcast::destroy);
        }
    }

    /** Has executors fetch a file. One that starts later fetches all files of before, too, so each must stay as long as Spark does. */
    private String send(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        Path copy = files.resolve(name);
        if (!Files.exists(copy)) {
            Files.copy(file, copy);
            spark.addFile(copy.toUri().toString());
        }
        return name;
    }

    /** Runs a job, and puts into a queue what each task answers, or why the job failed. */
    private void run(List<Parcel> parcels, Orders orders, BlockingQueue<Object> ended) {
        try {
            RDD<Parcel> tasks = spark.parallelize(parcels, parcels.size()).rdd();
            List<Object> partitions = new ArrayList<>();
            for (int i = 0; i < parcels.size(); i++) {
                partitions.add(i);
            }
            Seq<Object> all = CollectionConverters.asScala(partitions).toSeq();
            ClassTag<Computed> tag = ClassTag$.MODULE$.apply(Computed.class);
            spark.sc().runJob(tasks, new ComputePiece(orders), all, new Handler(ended), tag);
        } catch (Throwable e) { // also those that Scala does not declare
            ended.add(e);
        }
    }

    /** Takes what tasks answer, on a thread of Spark's. */
    private static final class Handler extends AbstractFunction2<Object, Computed, BoxedUnit> {

        private final BlockingQueue<Object> ended;

        Handler(BlockingQueue<Object> ended) {
            this.ended = ended;
        }

        @Override
        public BoxedUnit apply(Object partition, Computed computed) {
            ended.add(computed);
            return BoxedUnit.UNIT;
        }
    }

    private static Computed next(BlockingQueue<Object> ended) throws IOException {
        Object event;
        try {
            event = ended.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for Spark");
        }
        if (event instanceof Computed computed) {
            if (computed.failure() != null) {
                throw new IOException(computed.failure());
            }
            return computed;
        }
        throw new IOException("Spark gave up: " + firstLine((Throwable) event), (Throwable) event);
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }

    @Override
    public void close() {
        spark.close();
        try (KeptFolder closed = kept) {
            ExecutorSite.HERE.clear();
            Folders.delete(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
