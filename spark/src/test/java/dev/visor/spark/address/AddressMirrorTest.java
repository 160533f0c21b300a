package dev.visor.spark.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.spark.address.DyingFileSystem.Killed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver that is killed while it copies. */
class AddressMirrorTest {

    private static final Map<String, String> FIRST = Map.of(
            "run.json", "first",
            "journal.jsonl", "a line\n",
            "attacks/unaware/eye glasses: 100 %/journal.jsonl", "a longer line\n",
            "attacks/unaware/eye glasses: 100 %/1.png", "a picture");

    private static final Map<String, String> SECOND = Map.of(
            "run.json", "other",
            "journal.jsonl", "a line\nanother\n",
            "attacks/unaware/eye glasses: 100 %/journal.jsonl", "a longer line\n",
            "attacks/unaware/帽子/2.png", "another picture",
            "results.json", "results");

    @TempDir
    private Path dir;

    private Path kept;
    private int folders;

    @BeforeEach
    void nameAddress() {
        kept = dir.resolve("kept");
    }

    private RunAddress address(int changes) throws IOException {
        RunAddress real = RunAddress.open(kept.toUri().toString(), new Configuration());
        return new RunAddress(real.text(), new DyingFileSystem(real.files(), changes), real.root());
    }

    private Path folder() throws IOException {
        return Files.createDirectory(dir.resolve("copy-" + folders++));
    }

    private static void write(Path folder, Map<String, String> files) throws IOException {
        for (String old : read(folder).keySet()) {
            if (!files.containsKey(old)) {
                Files.delete(folder.resolve(old));
            }
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (!Files.exists(path) || !Files.readString(path).equals(file.getValue())) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        }
    }

    private static Map<String, String> read(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    /** Returns what somebody fetches who makes so many changes before being killed in turn. */
    private Map<String, String> fetch(int changes) throws IOException {
        Path folder = folder();
        try (AddressMirror mirror = new AddressMirror(address(changes), folder, 1)) {
            mirror.fetch();
        }
        return read(folder);
    }

    /** Keeps the first state of a run and then the second, with so many changes for the second. */
    private int keepBoth(int changes) throws IOException {
        clear();
        Files.createDirectory(kept);
        Path folder = folder();
        try (AddressMirror mirror = new AddressMirror(address(Integer.MAX_VALUE), folder, 1)) {
            mirror.fetch();
            write(folder, FIRST);
            mirror.keep(() -> {});
        }
        assertThat(read(kept)).isEqualTo(FIRST);
        Path other = folder();
        RunAddress address = address(changes);
        try (AddressMirror mirror = new AddressMirror(address, other, 1)) {
            mirror.fetch();
            write(other, SECOND);
            mirror.keep(() -> {});
        }
        return ((DyingFileSystem) address.files()).done();
    }

    private void clear() throws IOException {
        dev.visor.store.file.Folders.delete(kept);
    }

    @Test
    void whatIsFetchedIsWholeWheneverTheDriverWasKilled() throws IOException {
        int all = keepBoth(Integer.MAX_VALUE);
        assertThat(read(kept)).isEqualTo(SECOND);
        int whole = 0;
        for (int changes = 0; changes < all; changes++) {
            int made = changes;
            assertThatThrownBy(() -> keepBoth(made)).isInstanceOf(Killed.class);
            Map<String, String> fetched = fetch(Integer.MAX_VALUE);
            assertThat(fetched).as("after %d changes", made).isIn(FIRST, SECOND);
            assertThat(read(kept)).as("after %d changes", made).isEqualTo(fetched);
            whole += fetched.equals(SECOND) ? 1 : 0;
        }
        assertThat(whole).isBetween(5, all - 5);
    }

    @Test
    void soItIsIfTheNextDriverIsKilledWhileItRepairs() throws IOException {
        int all = keepBoth(Integer.MAX_VALUE);
        for (int changes = 0; changes < all; changes++) {
            int made = changes;
            assertThatThrownBy(() -> keepBoth(made)).isInstanceOf(Killed.class);
            boolean died = true;
            for (int next = 0; died; next++) {
                died = dies(next);
            }
            assertThat(fetch(Integer.MAX_VALUE)).as("after %d changes", made).isIn(FIRST, SECOND);
        }
    }

    private boolean dies(int changes) throws IOException {
        try {
            fetch(changes);
            return false;
        } catch (Killed e) {
            return true;
        }
    }

    @Test
    void aChangeThatFailsIsMadeAgain() throws IOException {
        Files.createDirectory(kept);
        Path folder = folder();
        write(folder, FIRST);
        int[] calls = {0};
        try (AddressMirror mirror = new AddressMirror(address(Integer.MAX_VALUE), folder, 4)) {
            assertThatThrownBy(() -> mirror.keep(() -> {
                        if (++calls[0] == 2) {
                            throw new IOException("no longer mine");
                        }
                    }))
                    .hasMessage("no longer mine");
            write(folder, SECOND);
            mirror.keep(() -> {});
        }
        assertThat(read(kept)).isEqualTo(SECOND);
        assertThat(fetch(Integer.MAX_VALUE)).isEqualTo(SECOND);
    }

    @Test
    void onlyWhatChangedIsCopied() throws IOException {
        Files.createDirectory(kept);
        Path folder = folder();
        write(folder, FIRST);
        Files.writeString(folder.resolve(".lock"), "");
        Files.writeString(folder.resolve(".run.json.0-0.tmp"), "half");
        FileTime before = FileTime.fromMillis(1);
        try (AddressMirror mirror = new AddressMirror(address(Integer.MAX_VALUE), folder, 4)) {
            mirror.keep(() -> {});
            assertThat(read(kept)).isEqualTo(FIRST);
            for (String name : FIRST.keySet()) {
                Files.setLastModifiedTime(kept.resolve(name), before);
            }
            write(folder, SECOND);
            mirror.keep(() -> {});
        }
        String same = "attacks/unaware/eye glasses: 100 %/journal.jsonl";
        for (String name : SECOND.keySet()) {
            assertThat(Files.getLastModifiedTime(kept.resolve(name)).equals(before))
                    .as(name)
                    .isEqualTo(name.equals(same));
        }
    }

    @Test
    void aFolderOfSomethingElseIsLeftAlone() throws IOException {
        Files.createDirectory(kept);
        Files.writeString(kept.resolve("thesis.txt"), "all of it");
        assertThatThrownBy(() -> fetch(Integer.MAX_VALUE))
                .isInstanceOf(AddressException.class)
                .hasMessageContaining("holds something else than a run");
        assertThat(read(kept)).isEqualTo(Map.of("thesis.txt", "all of it"));
    }
}
