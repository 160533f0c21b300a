package dev.visor.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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

    @Test
    void aLinkStaysALinkAndTheFileThatItLeadsToIsWritten() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), real);
        Path first = Files.createSymbolicLink(folder.resolve("first"), Path.of("linked/second"));
        Files.createSymbolicLink(real.resolve("second"), Path.of("../real/file"));
        for (byte value = 1; value <= 2; value++) {
            AtomicFile.check(first);
            AtomicFile.write(first, new byte[] {value});
            assertThat(Files.readAllBytes(real.resolve("file"))).containsExactly(value);
        }
        AtomicFile.write(linked.resolve("new/file"), new byte[] {3});
        assertThat(first).isSymbolicLink();
        assertThat(linked).isSymbolicLink();
        assertThat(names(real)).containsExactly("file", "new", "second");
    }

    @Test
    void aLinkThatLeadsBackToItselfIsRefused() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("link"));
        assertThatThrownBy(() -> AtomicFile.write(link, new byte[1]))
                .isInstanceOf(IOException.class)
                .hasMessage(link + ": cannot be written: is a link that leads back to itself");
        assertThat(link).isSymbolicLink();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDeviceIsWrittenToAndStaysADevice() throws IOException {
        Path device = Path.of("/dev/full");
        AtomicFile.check(device);
        assertThatThrownBy(() -> AtomicFile.write(device, new byte[1]))
                .isInstanceOf(IOException.class)
                .hasMessage("/dev/full: cannot be written: No space left on device");
        AtomicFile.write(Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/null")), new byte[1]);
        assertThat(folder.resolve("link")).isSymbolicLink();
        assertThat(Files.isRegularFile(device)).isFalse();
        Files.delete(folder.resolve("link")); // JUnit warns of links that lead out of its folder
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPipeIsWrittenTo() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readAllBytes(pipe);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        AtomicFile.write(pipe, new byte[] {5, 6});
        assertThat(read.get(1, TimeUnit.MINUTES)).containsExactly(5, 6);
        assertThat(names(folder)).containsExactly("pipe");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @Test
    void aNameAsLongAsTheFileSystemAllowsCanBeWritten() throws IOException {
        Path target = folder.resolve("x".repeat(255));
        AtomicFile.write(target, new byte[] {1});
        assertThat(names(folder)).containsExactly("x".repeat(255));
    }

    @Test
    void anInputIsNoOutputByWhateverPathItIsNamed() throws IOException {
        Path input = Files.write(folder.resolve("input"), new byte[1]);
        Path link = Files.createSymbolicLink(folder.resolve("link"), input);
        Path hard = Files.createLink(folder.resolve("hard"), input);
        for (Path target : List.of(input, folder.resolve("./input"), link, hard)) {
            assertThatThrownBy(() -> AtomicFile.checkApart(target, List.of(folder.resolve("other"), input)))
                    .isInstanceOf(IOException.class)
                    .hasMessage(target + ": is the same file as " + input + ", which is read, must be another file");
        }
        AtomicFile.checkApart(folder.resolve("new"), List.of(input));
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
