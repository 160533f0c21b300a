package dev.visor.store.faces;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.visor.image.Color;
import dev.visor.image.Image;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FacePixelsTest {

    private static final int SIDE = 10;
    private static final int BYTES = 3 * SIDE * SIDE;

    @TempDir
    Path folder;

    private final Random random = new Random(1);

    private Image picture(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        random.nextBytes(rgb);
        return Image.fromRgb8(width, height, rgb);
    }

    @Test
    void keepsTheFirstInMemory() throws IOException {
        FacePixels pixels = new FacePixels(2 * BYTES, 2 * BYTES, folder);
        Image first = picture(SIDE, SIDE);
        Image second = picture(SIDE, SIDE);
        Image third = picture(SIDE, SIDE);

        assertSame(first, pixels.keep(first));
        assertSame(second, pixels.keep(second));
        assertNotSame(third, pixels.keep(third));
    }

    @Test
    void whatLiesInFilesIsEqual() throws IOException {
        FacePixels pixels = new FacePixels(0, 2 * BYTES + 7, folder);
        List<Image> given = new ArrayList<>();
        List<Image> kept = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Image image = i == 4 ? picture(3 * SIDE, 2 * SIDE) : picture(SIDE, SIDE); // larger than a whole file
            given.add(image);
            kept.add(pixels.keep(image));
        }

        assertEquals(given, kept);
        assertEquals(0, folder.toFile().list().length);
        for (int i = 0; i < given.size(); i++) {
            assertEquals(given.get(i).hashCode(), kept.get(i).hashCode());
            assertArrayEquals(given.get(i).toRgb8(), kept.get(i).toRgb8());
            assertEquals(given.get(i).mirrored(), kept.get(i).mirrored());
            assertEquals(given.get(i).crop(1, 2, 5, 4), kept.get(i).crop(1, 2, 5, 4));
            assertEquals(given.get(i).value(2, 3, 4), kept.get(i).value(2, 3, 4));
        }
    }

    @Test
    void namesTheFolderThatTakesNoFile() {
        Path missing = folder.resolve("missing");
        FacePixels pixels = new FacePixels(0, BYTES, missing);

        String message = assertThrows(IOException.class, () -> pixels.keep(picture(SIDE, SIDE)))
                .getMessage();
        assertTrue(message.startsWith(missing + ": no room for the pixels of the faces, "), message);
    }

    @Test
    void pixelsBetweenTheLevelsOfFilesStayInMemory() throws IOException {
        Image between = Image.filled(SIDE, SIDE, new Color(0.1234f, 0.5f, 0.9f));

        assertSame(between, new FacePixels(0, BYTES, folder).keep(between));
    }
}
