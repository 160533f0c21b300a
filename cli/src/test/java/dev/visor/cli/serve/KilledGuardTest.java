package dev.visor.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.cli.CommandRun;
import dev.visor.service.client.GuardClient;
import dev.visor.service.people.EnrollAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A guard that is killed with SIGKILL while it enrolls and deletes, again and again. {@code -Dvisor.kills=100} kills it more often;
 * {@code target/killed-guard.txt} has the counts.
 */
class KilledGuardTest {

    private static final int KILLS = Integer.getInteger("visor.kills", 1);
    /** The longest time from the first answer after a start until a kill, in milliseconds: some changes. */
    private static final int LONGEST = 400;

    @TempDir
    static Path dir;

    private final List<byte[]> photographs = OpenRun.stranger().subList(0, 1);
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, String> asked = new ConcurrentHashMap<>();
    private final SplittableRandom random = new SplittableRandom(1);

    private final AtomicInteger answers = new AtomicInteger();

    private int number;

    @Test
    void everythingThatWasAcknowledgedIsThereAndBothFilesAreWhole() throws Exception {
        OpenRun run = OpenRun.in(dir);
        String[] options = {
            "--run",
            run.folder().toString(),
            "--defense",
            "glasses",
            "--gallery",
            dir.resolve("gallery.db").toString()
        };
        for (int kill = 0; kill < KILLS; kill++) {
            GuardProcess guard = GuardProcess.start(dir, options);
            check(guard);
            Thread enrolling = new Thread(() -> enrollUntilItIsKilled(guard));
            int before = answers.get();
            enrolling.start();
            while (answers.get() == before) {
                Thread.sleep(1);
            }
            Thread.sleep(random.nextInt(LONGEST));
            guard.kill();
            enrolling.join();
            CommandRun.good("evidence", "check", audit().toString());
            Files.writeString(Path.of("target", "killed-guard.txt"), summary(kill + 1));
        }
        try (GuardProcess guard = GuardProcess.start(dir, options)) {
            check(guard);
        }
        CommandRun whole = CommandRun.good("evidence", "check", audit().toString());
        assertThat(whole.out()).contains("follow one another");
    }

    private static Path audit() {
        return dir.resolve("audit.jsonl");
    }

    private String summary(int kills) throws IOException {
        String log = Files.readString(audit());
        return kills + " kills; people asked for: " + asked.size() + ", acknowledged: " + acknowledged.size()
                + ", of whom deleted again: "
                + acknowledged.values().stream()
                        .filter(last -> last.equals("delete"))
                        .count()
                + "; lines that a start added to the audit log: "
                + log.lines().filter(line -> line.contains("\"recovered\"")).count() + "\n";
    }

    /** Enrolls one person after the other, and deletes every second again. */
    private void enrollUntilItIsKilled(GuardProcess guard) {
        GuardClient client = new GuardClient(guard.address(), null);
        try {
            while (true) {
                String name = "Person " + ++number;
                asked.put(name, "enroll");
                EnrollAnswer answer = client.enroll(name, photographs);
                assertThat(answer.person()).isEqualTo(name);
                acknowledged.put(name, "enroll");
                answers.incrementAndGet();
                if (number % 2 == 0) {
                    asked.put(name, "delete");
                    client.delete(name);
                    acknowledged.put(name, "delete");
                }
            }
        } catch (IOException | InterruptedException e) {
            // It was killed; what it was asked for last may have happened or not.
        }
    }

    private void check(GuardProcess guard) throws Exception {
        GuardClient client = new GuardClient(guard.address(), null);
        String log = Files.readString(audit());
        for (String name : asked.keySet()) {
            boolean there = isEnrolled(client, name);
            String last = acknowledged.getOrDefault(name, "");
            if (last.equals(asked.get(name))) {
                assertThat(there).as(name).isEqualTo(last.equals("enroll"));
            }
            long enrolled = lines(log, "enroll", name);
            long deleted = lines(log, "delete", name);
            assertThat(enrolled - deleted).as(name).isEqualTo(there ? 1 : 0);
            assertThat(enrolled).as(name).isLessThanOrEqualTo(1);
        }
    }

    private static boolean isEnrolled(GuardClient client, String name) throws Exception {
        try {
            assertThat(client.export(name).templates())
                    .hasSize(1)
                    .allMatch(template -> template.embeddings().get(0).size() == 128);
            return true;
        } catch (GuardClient.RefusedException e) {
            assertThat(e.problem().code()).isEqualTo("unknown-person");
            return false;
        }
    }

    private static long lines(String log, String action, String name) {
        return log.lines()
                .filter(line -> line.contains("\"action\":\"" + action + "\"") && line.contains("\"" + name + "\""))
                .count();
    }
}
