package dev.visor.store.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.store.file.DamagedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/** Files that broke. */
final class Torn {

    private Torn() {}

    /** Asserts that the file is refused in one line wherever it is cut off. */
    static void assertRefusedWhenCutOff(Path file) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Path torn = file.resolveSibling("torn");
        for (int i = 0; i < 100; i++) {
            Files.write(torn, Arrays.copyOf(whole, (int) ((long) whole.length * i / 100)));
            assertRefused(torn, "");
        }
    }

    /** Asserts that a file with bytes changed at random is read or refused in one line, and nothing else. */
    static void assertNeverFails(Path file, int tries) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Path torn = file.resolveSibling("torn");
        SplittableRandom random = new SplittableRandom(7);
        int refused = 0;
        for (int i = 0; i < tries; i++) {
            byte[] changed = whole.clone();
            for (int n = random.nextInt(1, 6); n > 0; n--) {
                changed[random.nextInt(changed.length)] = (byte) (random.nextBoolean() ? 0xff : random.nextInt(256));
            }
            Files.write(torn, changed);
            try {
                WeightsImport.read(torn, Optional.empty(), SmallVgg.LAYOUT);
            } catch (DamagedFileException e) {
                refused++;
                assertThat(e.getMessage()).startsWith(torn + ": ").doesNotContain("\n");
            }
        }
        assertThat(refused).isPositive();
    }

    /** Asserts that a file is refused in one line. */
    static void assertRefused(Path file, String reason) {
        assertRefused(file, reason, SmallVgg.LAYOUT);
    }

    /** Asserts that a file is refused in one line when it is read as the weights of another network. */
    static void assertRefused(Path file, String reason, Vgg16Layout layout) {
        assertThatThrownBy(() -> WeightsImport.read(file, Optional.empty(), layout))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }
}
