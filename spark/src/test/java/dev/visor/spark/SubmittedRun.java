package dev.visor.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run of Visor that was handed to spark-submit: the driver's process and what it printed. */
final class SubmittedRun {

    private static final Path JAR = Path.of(System.getProperty("visor.spark.jar"));
    private static final Path NATIVES = Path.of(System.getProperty("visor.natives"));

    private final Process process;
    private final Path output;

    private SubmittedRun(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Hands a run to Spark; executors get the native libraries. */
    static SubmittedRun start(Path output, String... args) throws IOException {
        return start(output, Map.of(), args);
    }

    /** Hands a run to Spark, with variables for the driver; executors get the native libraries. */
    static SubmittedRun start(Path output, Map<String, String> environment, String... args) throws IOException {
        return submit(output, "", List.of("--jars", natives(",")), environment, args);
    }

    /** Hands a run to Spark, whose executors get no native libraries. */
    static SubmittedRun withNativesInDriver(Path output, String... args) throws IOException {
        return submit(output, natives(File.pathSeparator), List.of(), Map.of(), args);
    }

    private static String natives(String separator) throws IOException {
        try (Stream<Path> natives = Files.list(NATIVES)) {
            return natives.map(Path::toString).collect(Collectors.joining(separator));
        }
    }

    private static SubmittedRun submit(
            Path output, String classPath, List<String> options, Map<String, String> environment, String... args)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "org.apache.spark.deploy.SparkSubmit",
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.executor.memory=1g"));
        command.addAll(options);
        command.add(JAR.toString());
        command.addAll(List.of(args));
        ProcessBuilder builder = TestCluster.java(classPath, command.toArray(String[]::new));
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new SubmittedRun(process, output);
    }

    /** Waits until a journal has so many lines. */
    void await(Path journal, int lines) throws IOException, InterruptedException {
        while (!Files.exists(journal) || Files.readAllLines(journal).size() < lines) {
            if (!process.isAlive()) {
                throw new AssertionError("the driver has ended: " + output());
            }
            Thread.sleep(50);
        }
    }

    /** Waits for the end, and returns the exit code. */
    int end() throws InterruptedException {
        return process.waitFor();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    String output() throws IOException {
        return Files.readString(output);
    }
}
