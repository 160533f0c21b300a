package dev.visor.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.image.Image;
import dev.visor.image.PictureException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesTest {

    @TempDir
    Path folder;

    @Test
    void bringsBackWhatWasWritten() throws IOException {
        byte[] rgb = new byte[3 * 31 * 17];
        new Random(8).nextBytes(rgb);
        Image image = Image.fromRgb8(31, 17, rgb);
        Path file = folder.resolve("sub/x.png");
        Pictures.writePng(file, image);
        assertThat(Pictures.read(file)).isEqualTo(image);
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        Path text = Files.writeString(folder.resolve("text.jpg"), "a text");
        assertThatThrownBy(() -> Pictures.read(text))
                .isInstanceOf(PictureException.class)
                .hasMessage(text + ": is no JPEG, PNG, BMP or WebP picture");
        assertThatThrownBy(() -> Pictures.read(folder.resolve("none.png")))
                .isInstanceOf(IOException.class)
                .hasMessage(folder.resolve("none.png") + ": there is no such file");
    }

    @Test
    void refusesALargeFileWithoutReadingIt() throws IOException {
        Path file = folder.resolve("huge.png");
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(1L << 40);
        }
        assertThatThrownBy(() -> Pictures.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": has 1099511627776 bytes, must have at most 67108864");
    }
}
