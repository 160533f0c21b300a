package dev.visor.spark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/** A standalone cluster on the loopback address: a master and workers, each a process with the installation of Spark that was built. */
final class TestCluster implements AutoCloseable {

    static final Path HOME = Path.of(System.getProperty("visor.spark.home"));

    private static final String LOOPBACK = "127.0.0.1";

    private final Path folder;
    private final int port;
    private final List<Process> processes = new ArrayList<>();

    private TestCluster(Path folder) throws IOException {
        this.folder = folder;
        this.port = freePort();
    }

    /** Starts a master. */
    static TestCluster start(Path folder) throws IOException, InterruptedException {
        TestCluster cluster = new TestCluster(folder);
        cluster.launch(
                "master",
                Map.of(),
                "org.apache.spark.deploy.master.Master",
                "--host",
                LOOPBACK,
                "--port",
                String.valueOf(cluster.port),
                "--webui-port",
                String.valueOf(freePort()));
        cluster.await("master", "I have been elected leader");
        return cluster;
    }

    /** Starts a worker with one core. */
    void worker(String name, Map<String, String> environment) throws IOException, InterruptedException {
        launch(
                name,
                environment,
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                LOOPBACK,
                "--cores",
                "1",
                "--memory",
                "2g",
                "--work-dir",
                folder.resolve(name).toString(),
                "--webui-port",
                String.valueOf(freePort()),
                master());
        await(name, "Successfully registered with master");
    }

    String master() {
        return "spark://" + LOOPBACK + ":" + port;
    }

    private void launch(String name, Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = java(command);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(log(name).toFile());
        processes.add(builder.start());
    }

    /** Returns a process of Spark: a class and its arguments. */
    static ProcessBuilder java(String... command) {
        return java("", command);
    }

    /**
     * Returns a process of Spark.
     *
     * @param further jars on the class path, separated as there; perhaps none
     */
    static ProcessBuilder java(String further, String... command) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-Xmx1g");
        line.addAll(List.of(JavaModuleOptions.defaultModuleOptions().split(" ")));
        line.add("-cp");
        line.add(HOME.resolve("jars") + "/*" + File.pathSeparator + further);
        line.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().put("SPARK_HOME", HOME.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", LOOPBACK);
        return builder;
    }

    /** Returns the executors of a worker. */
    Stream<ProcessHandle> executors(String worker) {
        String folderOfWorker = folder.resolve(worker).toString();
        return processes.stream()
                .flatMap(process -> process.toHandle().descendants())
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("CoarseGrainedExecutorBackend"))
                        .isPresent())
                .filter(process -> workingFolder(process).startsWith(folderOfWorker));
    }

    private static String workingFolder(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", String.valueOf(process.pid()), "cwd"))
                    .toString();
        } catch (IOException e) {
            return ""; // it has ended
        }
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }

    private void await(String name, String line) throws IOException, InterruptedException {
        while (!Files.readString(log(name)).contains(line)) {
            if (!processes.get(processes.size() - 1).isAlive()) {
                throw new AssertionError(name + " has ended: " + Files.readString(log(name)));
            }
            Thread.sleep(100);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        for (Process process : processes) {
            List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
            all.add(process.toHandle());
            all.forEach(ProcessHandle::destroyForcibly);
        }
        for (Process process : processes) {
            try {
                process.waitFor(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        }
    }
}
