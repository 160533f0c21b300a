package dev.visor.spark.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses that can be used, and those that can't. */
class KeptFolderTest {

    @TempDir
    private Path dir;

    @Test
    void changesGoToTheAddressAndTheCopyGoes() throws IOException {
        String address = dir.resolve("runs/first").toUri().toString();
        KeptFolder kept = KeptFolder.fetch(address, new Configuration());
        Files.writeString(kept.folder().resolve("run.json"), "a run");
        kept.kept(false);
        assertThat(dir.resolve("runs/first/run.json")).doesNotExist();
        kept.kept(true);
        kept.close();
        assertThat(kept.folder()).doesNotExist();
        try (var files = Files.list(dir.resolve("runs/first"))) {
            assertThat(files).containsExactly(dir.resolve("runs/first/run.json"));
        }
        try (KeptFolder again = KeptFolder.fetch(address, new Configuration())) {
            assertThat(again.folder().resolve("run.json")).hasContent("a run");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gopher://host/run, there is no file system for such addresses",
        "s3a://bucket/run, there is no file system for such addresses",
        "hdfs://there-is-no-such-host.invalid:8020/run, there is no such host",
        "hdfs://127.0.0.1:1/run, nobody answers there (Connection refused)",
        "file:///proc/run, can't be made a folder",
        "file:///proc/version, is a file",
        "hdfs:///run, can't be read or written"
    })
    void anAddressThatCanNotBeUsedIsNamedInOneLine(String address, String reason) {
        Configuration settings = new Configuration();
        settings.setInt("ipc.client.connect.max.retries", 0);
        assertThatThrownBy(() -> KeptFolder.fetch(address, settings))
                .isInstanceOf(AddressException.class)
                .hasMessageStartingWith(address + ": " + reason)
                .hasMessageNotContaining("\n");
    }

    @Test
    void whoHasNoRightsIsToldWhatToDo() {
        AddressException refused = AddressException.of(
                "hdfs://host/run",
                new AccessControlException("Permission denied: user=me, access=WRITE\n\tat Checker"));
        assertThat(refused)
                .hasMessage("hdfs://host/run: has no rights for this user (Permission denied: user=me, access=WRITE);"
                        + " have its owner give you the right to read and write there, or choose another --out");
    }
}
