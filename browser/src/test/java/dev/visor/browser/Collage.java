package dev.visor.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import javax.imageio.ImageIO;

/** A photograph of several people, made of pictures that a page shows. */
final class Collage {

    private static final int SIDE = 240;
    private static final int GAP = 60;

    private Collage() {}

    /** Returns a PNG with the pictures of the first elements side by side, the first the largest. */
    static byte[] of(Page page, String selector, int count) {
        Locator pictures = page.locator(selector);
        pictures.nth(count - 1).waitFor();
        BufferedImage sheet = new BufferedImage(count * (SIDE + GAP) + GAP, SIDE + 2 * GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setColor(Color.GRAY);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        try {
            for (int i = 0; i < count; i++) {
                String address = URI.create(page.url())
                        .resolve(pictures.nth(i).getAttribute("src"))
                        .toString();
                int side = SIDE - 20 * i;
                BufferedImage picture = ImageIO.read(
                        new ByteArrayInputStream(page.request().get(address).body()));
                graphics.drawImage(picture, GAP + i * (SIDE + GAP), GAP, side, side, null);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(sheet, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            graphics.dispose();
        }
    }
}
