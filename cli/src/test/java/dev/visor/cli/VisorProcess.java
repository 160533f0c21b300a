package dev.visor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The program as a process of its own.
 *
 * @param folder where its output is kept
 * @param environment what differs from the environment of the tests; empty values are removed
 * @param java options of Java
 */
record VisorProcess(Path folder, Map<String, String> environment, List<String> java) {

    /** Returns one under a locale. */
    static VisorProcess underLocale(Path folder, String locale) {
        return new VisorProcess(folder, Map.of("LC_ALL", locale), List.of("-Xshare:auto"));
    }

    /** Runs a command. */
    CommandRun run(String... args) throws IOException, InterruptedException {
        Path out = folder.resolve("process.out");
        int code = run(out, args);
        return new CommandRun(code, read(out), read(folder.resolve("process.err")));
    }

    /** Runs a command whose standard output goes to a file. */
    int run(Path out, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.addAll(java);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Visor.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("process.err").toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS"); // which Java reports on the standard error
        environment.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        Process process = builder.start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
