package dev.visor.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Small drawn faces, one per name. */
final class SamplePictures {

    private static final int SIZE = 150;

    private SamplePictures() {}

    /** Returns the PNG bytes of a face whose color depends on the name. */
    static byte[] png(String name) {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(210, 220, 230));
        graphics.fillRect(0, 0, SIZE, SIZE);
        graphics.setColor(new Color(Color.HSBtoRGB((name.hashCode() & 0xff) / 255f, 0.35f, 0.8f)));
        graphics.fillOval(30, 15, 90, 120);
        graphics.setColor(Color.DARK_GRAY);
        graphics.fillOval(42, 42, 12, 8);
        graphics.fillOval(95, 42, 12, 8);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
