package dev.visor.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Small drawn faces, one per person's place in the names of {@link SampleResults}. */
public final class SamplePictures {

    private static final int SIZE = 150;

    private SamplePictures() {}

    /** Returns the PNG bytes of what a name says. */
    public static byte[] png(String name) {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        if (name.endsWith("saliency.png")) {
            saliency(image, name);
        } else {
            face(graphics, name);
        }
        if (name.endsWith("plain.png") || name.endsWith("attacked.png") || name.endsWith("mask.png")) {
            glasses(graphics, name);
        }
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void face(Graphics2D graphics, String name) {
        String person = name.endsWith("target.png") ? name : name.replaceAll(".*/(E\\d+)-.*", "$1");
        graphics.setColor(new Color(210, 220, 230));
        graphics.fillRect(0, 0, SIZE, SIZE);
        graphics.setColor(new Color(Color.HSBtoRGB((person.hashCode() & 0xff) / 255f, 0.35f, 0.8f)));
        graphics.fillOval(30, 15, 90, 120);
        graphics.setColor(Color.DARK_GRAY);
        graphics.fillOval(48, 55, 12, 8);
        graphics.fillOval(90, 55, 12, 8);
        graphics.drawArc(55, 85, 40, 25, 190, 160);
    }

    private static void glasses(Graphics2D graphics, String name) {
        boolean plain = name.endsWith("plain.png");
        graphics.setStroke(new BasicStroke(6));
        graphics.setColor(
                plain
                        ? Color.YELLOW
                        : name.endsWith("mask.png") ? Color.MAGENTA : new Color(name.hashCode() | 0x404040));
        graphics.drawRoundRect(36, 46, 34, 26, 10, 10);
        graphics.drawRoundRect(80, 46, 34, 26, 10, 10);
        graphics.drawLine(70, 56, 80, 56);
    }

    private static void saliency(BufferedImage image, String name) {
        Random random = new Random(name.hashCode());
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                boolean frame = y > 40 && y < 78 && x > 30 && x < 120;
                int light = frame ? 40 + random.nextInt(180) : 200 + random.nextInt(55);
                image.setRGB(x, y, new Color(light, light, light).getRGB());
            }
        }
    }
}
