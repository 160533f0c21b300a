package dev.visor.store.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.face.Identity;
import dev.visor.recognition.Verdict;
import dev.visor.store.file.DamagedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

    @TempDir
    Path dir;

    private Path file = Path.of("");

    private static AuditEvent event(String person) {
        return new AuditEvent(
                "2026-01-01T00:00:00Z",
                "identify",
                "r",
                "door",
                "200",
                "f",
                Verdict.PERSON,
                new Identity(person),
                true);
    }

    @BeforeEach
    void writeThreeLines() throws IOException {
        file = dir.resolve("logs/audit.jsonl");
        try (AuditLog log = AuditLog.open(file)) {
            log.append(event("Ada"));
            log.append(event("Bob"));
        }
        try (AuditLog log = AuditLog.open(file)) {
            assertThat(log.chain().entries()).isEqualTo(2);
            log.append(event("Cy\nd\"\u00e9"));
        }
    }

    @Test
    void itKnowsWhichRequestsItHas() throws IOException {
        try (AuditLog log = AuditLog.open(file)) {
            assertThat(log.has("r", "identify")).isTrue();
            assertThat(log.has("r", "enroll")).isFalse();
            assertThat(log.has("Ada", "identify")).isFalse();
            log.append(AuditEvent.about("enroll", "r2", "", "201", "f", new Identity("Eve")));
            assertThat(log.has("r2", "enroll")).isTrue();
        }
        assertThat(AuditLog.check(file).entries()).isEqualTo(4);
    }

    @Test
    void everyLineFollowsTheOneBefore() throws IOException {
        AuditLog.Chain chain = AuditLog.check(file);
        assertThat(chain.entries()).isEqualTo(3);
        assertThat(chain.torn()).isFalse();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("\"previous\":\"" + AuditLog.START + "\"", "\"person\":\"Ada\"");
        assertThat(lines.get(2)).contains(chain.last());
    }

    @Test
    void anyChangeIsNamedByItsLine() throws IOException {
        List<String> lines = Files.readAllLines(file);
        damaged(
                List.of(lines.get(0), lines.get(1).replace("Bob", "Eve"), lines.get(2)),
                "line 2: was changed or damaged");
        damaged(List.of(lines.get(0), lines.get(2)), "line 2: does not follow the line before it");
        damaged(lines.subList(1, 3), "line 1: does not follow the line before it");
        List<String> moved = new ArrayList<>(lines);
        Collections.swap(moved, 1, 2);
        damaged(moved, "line 2: does not follow the line before it");
        damaged(List.of(lines.get(0), "no JSON"), "line 2");
        damaged(List.of(lines.get(0), ""), "line 2");
        damaged(List.of("x".repeat(2 << 20)), "line 1: is no line of an audit log");
    }

    private void damaged(List<String> lines, String message) throws IOException {
        Files.write(file, lines);
        assertThatThrownBy(() -> AuditLog.check(file))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith(file + ", " + message);
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> AuditLog.open(file)).isInstanceOf(DamagedFileException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aTornLineOfAKilledProcessIsCutOff() throws IOException {
        String sound = Files.readString(file);
        Files.writeString(file, "{\"number\":4,\"prev", StandardOpenOption.APPEND);
        assertThat(AuditLog.check(file).torn()).isTrue();
        AuditLog.open(file).close();
        assertThat(Files.readString(file)).isEqualTo(sound);
        assertThat(AuditLog.check(file).torn()).isFalse();
    }

    @Test
    void manyThreadsMakeOneChain() throws IOException {
        try (AuditLog log = AuditLog.open(file)) {
            IntStream.range(0, 200).parallel().forEach(i -> log.append(event("person " + i)));
        }
        assertThat(AuditLog.check(file).entries()).isEqualTo(203);
    }

    @Test
    void oneProcessAtATimeHasItOpen() throws IOException {
        try (AuditLog log = AuditLog.open(file)) {
            assertThatThrownBy(() -> AuditLog.open(file))
                    .hasMessage(file + ": is the audit log of a service that is running; name another file");
            assertThat(log.chain().entries()).isEqualTo(3);
        }
    }
}
