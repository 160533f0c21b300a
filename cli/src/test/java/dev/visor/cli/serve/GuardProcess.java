package dev.visor.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A guard as a process of its own, on a free port, with an audit log {@code audit.jsonl}. */
public final class GuardProcess implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("listening at (http\\S+); (\\d+) people, (.*), run .*");

    private final Process process;
    private final URI address;
    private final String what;

    private GuardProcess(Process process, URI address, String what) {
        this.process = process;
        this.address = address;
        this.what = what;
    }

    /** Starts one, and waits until it listens. */
    public static GuardProcess start(Path folder, String... options) throws IOException {
        List<String> command = new ArrayList<>(heardSignals());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.visor.cli.Visor",
                "serve",
                "--port",
                "0",
                "--audit",
                folder.resolve("audit.jsonl").toString()));
        command.addAll(List.of(options));
        Path errors = folder.resolve("guard.err");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.matches()) {
                return new GuardProcess(process, URI.create(listening.group(1)), listening.group(3));
            }
        }
        throw new AssertionError("the guard does not listen: " + Files.readString(errors));
    }

    /** Whoever runs the tests under {@code nohup} ignores SIGHUP, and a Java process would inherit that. */
    private static List<String> heardSignals() {
        return System.getProperty("os.name").equals("Linux") ? List.of("env", "--default-signal=HUP") : List.of();
    }

    /** Returns where it listens. */
    public URI address() {
        return address;
    }

    /** Returns what it says that it guards with. */
    public String what() {
        return what;
    }

    /** Kills it, wherever it is (SIGKILL), and waits until it has ended. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }

    /** Sends it a signal, such as {@code HUP}. */
    public void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    /** Stops it, and waits until it has ended. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    }
}
