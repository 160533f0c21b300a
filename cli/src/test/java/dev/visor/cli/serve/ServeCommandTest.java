package dev.visor.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.cli.CommandRun;
import dev.visor.cli.Fixtures;
import dev.visor.cli.SharedRun;
import dev.visor.service.client.GuardClient;
import dev.visor.service.decision.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guard as a process of its own. */
class ServeCommandTest {

    @TempDir
    static Path run;

    @TempDir
    Path dir;

    @BeforeAll
    static void copyTheRun() throws IOException {
        run = Fixtures.copy(SharedRun.whole(), run.resolve("run"));
    }

    private Path audit() {
        return dir.resolve("audit.jsonl");
    }

    private static byte[] face() throws IOException {
        try (var files = Files.walk(SharedRun.faces())) {
            return Files.readAllBytes(
                    files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow());
        }
    }

    @Test
    void answersUntilItIsToldToEndAndItsLogCanBeChecked() throws Exception {
        CommandRun made = CommandRun.good("keys", "add", "door", "--keys", keys().toString());
        String secret = made.out().trim();
        try (GuardProcess guard = GuardProcess.start(
                dir, "--run", run.toString(), "--defense", "rejecting mask", "--keys", keys().toString())) {
            assertThat(guard.what()).isEqualTo("rejecting mask");
            assertThatThrownBy(() -> new GuardClient(guard.address(), null).identify(face()))
                    .isInstanceOf(GuardClient.RefusedException.class)
                    .hasMessageStartingWith("An API key is needed");
            Answer answer = new GuardClient(guard.address(), secret).identify(face());
            assertThat(answer.run()).matches("[0-9a-f]{64}");
            CommandRun second = CommandRun.of(
                    "serve",
                    "--run",
                    run.toString(),
                    "--defense",
                    "rejecting mask",
                    "--port",
                    String.valueOf(guard.address().getPort()),
                    "--audit",
                    dir.resolve("other.jsonl").toString());
            assertThat(second.code()).isEqualTo(2);
            assertThat(second.messages())
                    .containsExactly("visor: cannot listen at 127.0.0.1, port "
                            + guard.address().getPort() + ": is another service running there?");
        }
        CommandRun good = CommandRun.good("evidence", "check", audit().toString());
        assertThat(good.out()).contains("entries    all 3 follow one another", "last       SHA-256 ");
        Files.writeString(audit(), Files.readString(audit()).replace("identify", "verify"));
        CommandRun changed = CommandRun.of("evidence", "check", audit().toString());
        assertThat(changed.code()).isEqualTo(3);
        assertThat(changed.err()).contains(audit() + ", line 2: was changed or damaged");
    }

    @Test
    void aRunningServiceTakesNewKeysAndKeepsPhotographs() throws Exception {
        OpenRun open = OpenRun.in(dir);
        Path gallery = dir.resolve("gallery.db");
        String secret = CommandRun.good("keys", "add", "desk", "--right", "enroll,admin", "--keys", keys().toString())
                .out()
                .trim();
        List<String> options = List.of(
                "--run",
                open.folder().toString(),
                "--defense",
                "glasses",
                "--keys",
                keys().toString(),
                "--keep",
                "1h",
                "--gallery",
                gallery.toString());
        try (GuardProcess guard = GuardProcess.start(dir, options.toArray(String[]::new))) {
            GuardClient desk = new GuardClient(guard.address(), secret);
            String request =
                    desk.enroll("Eve", OpenRun.stranger().subList(0, 2)).request();
            try (var files = Files.list(dir.resolve("visor-photographs"))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .hasSize(2)
                        .allMatch(name -> name.startsWith(request + "-"));
            }
            String added = CommandRun.good("keys", "add", "door", "--keys", keys().toString())
                    .out()
                    .trim();
            GuardClient door = new GuardClient(guard.address(), added);
            assertThatThrownBy(() -> door.identify(OpenRun.stranger().get(3)))
                    .hasMessageStartingWith("An API key is needed");
            guard.signal("HUP");
            Path errors = dir.resolve("guard.err");
            while (!Files.readString(errors).contains("loaded anew; 4 people")) {
                Thread.sleep(20);
            }
            assertThat(door.identify(OpenRun.stranger().get(3)).person()).isEqualTo("Eve");
            Files.writeString(keys(), "no keys");
            guard.signal("HUP");
            while (!Files.readString(errors).contains("not loaded anew: " + keys())) {
                Thread.sleep(20);
            }
            assertThat(door.identify(OpenRun.stranger().get(3)).person()).isEqualTo("Eve");
        }
        Files.writeString(gallery, "no gallery");
        refused(
                "visor: " + gallery + ": is no gallery of a guard",
                "--run",
                open.folder().toString(),
                "--defense",
                "glasses",
                "--gallery",
                gallery.toString());
    }

    private Path keys() {
        return dir.resolve("keys.json");
    }

    @Test
    void keysAreMadeAndRemoved() throws IOException {
        CommandRun.good("keys", "add", "desk", "--right", "admin,identify", "--keys", keys().toString());
        assertThat(Files.readString(keys())).contains("\"desk\"", "ADMIN", "IDENTIFY");
        CommandRun twice = CommandRun.of("keys", "add", "desk", "--keys", keys().toString());
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.messages()).containsExactly("visor: there is a key \"desk\" already; remove it first");
        CommandRun.good("keys", "remove", "desk", "--keys", keys().toString());
        assertThat(CommandRun.of("keys", "remove", "desk", "--keys", keys().toString())
                        .messages())
                .containsExactly("visor: unknown key: \"desk\", must be one of []");
    }

    @Test
    void refusesInOneLineAndWritesNothing() throws IOException {
        refused(
                "visor: illegal host without API keys: 0.0.0.0, must be a loopback address such as 127.0.0.1, unless there"
                        + " are keys",
                "--run",
                run.toString(),
                "--host",
                "0.0.0.0");
        refused(
                "visor: " + dir.resolve("none/experiment.yaml") + ": is not there; 'visor train' writes it",
                "--run",
                dir.resolve("none").toString());
        refused(
                "visor: --tls-certificate and --tls-key belong together",
                "--run",
                run.toString(),
                "--tls-key",
                "key.pem");
        refused("visor: illegal batch: 0, must be in [1, 256]", "--run", run.toString(), "--batch", "0");
        refused(
                "visor: illegal --keep: \"7 days\", must be a number with s, m, h or d, such as 7d",
                "--run",
                run.toString(),
                "--keep",
                "7 days");
        refused(
                "visor: --gallery: nobody can be enrolled: the system has a trained head, which knows the people that it was"
                        + " trained on and no others; serve a run with \"system: {kind: embedding}\"",
                "--run",
                run.toString(),
                "--defense",
                "rejecting mask",
                "--gallery",
                dir.resolve("gallery.db").toString());
        assertThat(dir.resolve("gallery.db")).doesNotExist();
        Files.writeString(audit(), "no log\n");
        CommandRun damaged = CommandRun.of("serve", "--run", run.toString(), "--audit", audit().toString());
        assertThat(damaged.code()).isEqualTo(2);
        assertThat(damaged.messages()).hasSize(1).allMatch(line -> line.startsWith("visor: " + audit() + ", line 1"));
    }

    private void refused(String message, String... options) {
        List<String> args = new ArrayList<>(List.of("serve"));
        args.addAll(List.of(options));
        args.addAll(List.of("--audit", audit().toString()));
        boolean there = Files.exists(audit());
        CommandRun serve = CommandRun.of(args.toArray(String[]::new));
        assertThat(serve.code()).as(serve.err()).isEqualTo(2);
        assertThat(serve.messages()).containsExactly(message);
        assertThat(Files.exists(audit())).isEqualTo(there);
    }
}
