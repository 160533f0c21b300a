package dev.visor.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    @Test
    void writesAndReplacesAndMakesFolders() throws IOException {
        Path file = folder.resolve("a/b/c.bin");
        AtomicFile.write(file, new byte[] {1, 2, 3});
        AtomicFile.write(file, out -> {
            out.write(4);
            out.close();
        });
        assertThat(Files.readAllBytes(file)).containsExactly(4);
        assertThat(names(file.getParent())).containsExactly("c.bin");
    }

    @Test
    void leavesEverythingAsItWasAfterAFailure() throws IOException {
        Path file = folder.resolve("x");
        AtomicFile.write(file, new byte[] {7});
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IllegalStateException("no more");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Files.readAllBytes(file)).containsExactly(7);
        assertThat(names(folder)).containsExactly("x");
    }

    @Test
    void refusesAFolderAsATarget() throws IOException {
        Path target = Files.createDirectory(folder.resolve("sub"));
        assertThatThrownBy(() -> AtomicFile.write(target, new byte[1]))
                .isInstanceOf(IOException.class)
                .hasMessage(target + ": is a folder, must be a file to write");
        assertThat(names(folder)).containsExactly("sub");
    }

    @Test
    void aCheckRefusesWhatCannotBeWrittenAndChangesNothing() throws IOException {
        Path parent = Files.write(folder.resolve("file"), new byte[1]);
        AtomicFile.check(parent);
        AtomicFile.check(folder.resolve("a/b/c.bin"));
        for (Path target : List.of(parent.resolve("x"), parent.resolve("y/x"))) {
            assertThatThrownBy(() -> AtomicFile.check(target))
                    .isInstanceOf(IOException.class)
                    .hasMessage(target + ": cannot be written: " + parent + " is a file, must be a folder");
        }
        assertThatThrownBy(() -> AtomicFile.check(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + ": is a folder, must be a file to write");
        assertThat(names(folder)).containsExactly("file");
        assertThat(Files.readAllBytes(parent)).hasSize(1);
    }

    @Test
    void refusesATargetBelowAFile() throws IOException {
        Path parent = Files.write(folder.resolve("file"), new byte[1]);
        for (Path target : List.of(parent.resolve("x"), parent.resolve("y/x"))) {
            assertThatThrownBy(() -> AtomicFile.write(target, new byte[1]))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(target + ": cannot be written: ")
                    .hasMessageNotContaining("\n");
        }
        assertThat(names(folder)).containsExactly("file");
    }

    @Test
    void saysThatTheFileSystemRefusesAName() throws IOException {
        Path target = folder.resolve("x".repeat(300));
        assertThatThrownBy(() -> AtomicFile.write(target, new byte[1]))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(target + ": cannot be written: ")
                .hasMessageNotContaining("\n");
        assertThat(names(folder)).isEmpty();
    }

    /** Distinguished without a closed folder, because nothing is closed to an administrator. */
    @Test
    void saysWhatTheFileSystemHadAgainstIt() {
        assertThat(AtomicFile.reason(new AccessDeniedException("x"))).isEqualTo("the folder may not be written to");
        assertThat(AtomicFile.reason(new FileSystemException("x", null, "No space left on device")))
                .isEqualTo("No space left on device");
        assertThat(AtomicFile.reason(new FileSystemException("x"))).isEqualTo("the file system refused");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
