package dev.visor.spark.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.store.file.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several drivers at one address. */
class AddressLockTest {

    /** No pulse beats while a test runs. */
    private static final AddressLock.Patience PATIENCE =
            new AddressLock.Patience(Duration.ofDays(1), Duration.ofMinutes(3), Duration.ofMillis(1));

    @TempDir
    private Path dir;

    private AddressLock take() throws IOException {
        RunAddress address = RunAddress.open(dir.resolve("run").toUri().toString(), new Configuration());
        return AddressLock.take(address, PATIENCE);
    }

    private Path file() {
        return dir.resolve("run").resolve(".visor-lock.json");
    }

    private void leave(Owner owner, Duration age) throws IOException {
        Files.createDirectories(dir.resolve("run"));
        Json.write(file(), owner);
        Files.setLastModifiedTime(file(), FileTime.from(Instant.now().minus(age)));
    }

    private static long deadProcess() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }

    @Test
    void aSecondDriverIsRefusedUntilTheFirstHasEnded() throws IOException {
        try (AddressLock first = take()) {
            assertThatThrownBy(this::take)
                    .isInstanceOf(AddressException.class)
                    .hasMessageContaining("run/: is being written by the driver on ")
                    .hasMessageContaining("(process " + ProcessHandle.current().pid() + ")")
                    .hasMessageNotContaining("\n");
            first.check();
        }
        assertThat(dir.resolve("run")).doesNotExist();
        take().close();
    }

    @Test
    void anAddressIsTakenFromADriverOfThisMachineThatHasEnded() throws IOException, InterruptedException {
        Owner here = Owner.here();
        leave(new Owner("dead", here.host(), deadProcess(), here.processes()), Duration.ZERO);
        take().close();
    }

    @Test
    void aDriverOfAnotherMachineIsDeadOnlyAfterItsSilence() throws IOException, InterruptedException {
        Owner far = new Owner("far", "far", deadProcess(), "another machine");
        leave(far, Duration.ofMinutes(2));
        assertThatThrownBy(this::take).hasMessageContaining("the driver on far");
        leave(far, Duration.ofMinutes(4));
        take().close();
    }

    @Test
    void aDriverWhoseAddressWasTakenStops() throws IOException {
        AddressLock first = take();
        Files.setLastModifiedTime(file(), FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        try (AddressLock second = take()) {
            assertThatThrownBy(first::check)
                    .isInstanceOf(AddressException.class)
                    .hasMessageContaining("was taken over by the driver on ");
            first.close();
            second.check();
        }
    }

    @Test
    void aLockThatIsBeingWrittenIsALock() throws IOException {
        Files.createDirectories(dir.resolve("run"));
        Files.writeString(file(), "{");
        assertThatThrownBy(this::take).hasMessageContaining("is being written by another driver");
    }
}
