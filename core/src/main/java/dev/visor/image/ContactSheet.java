package dev.visor.image;

import dev.visor.image.internal.Lettering;
import java.util.Arrays;
import java.util.List;

/** Pictures side by side with a caption under each. Thread-safe. */
public final class ContactSheet {

    private static final int BAND = 24;
    private static final int GAP = 8;

    private ContactSheet() {}

    /**
     * A picture with its caption.
     *
     * @param image the picture
     * @param caption a few words; characters beyond ASCII are drawn as question marks
     */
    public record Panel(Image image, String caption) {}

    /**
     * Draws panels from left to right.
     *
     * @param panels at least one
     * @param width the width of each panel in pixels, at least 1; the heights follow
     */
    public static Image of(List<Panel> panels, int width) {
        List<Image> scaled = panels.stream()
                .map(panel -> Resizing.resize(
                        panel.image(),
                        width,
                        Math.max(
                                1,
                                panel.image().height() * width / panel.image().width())))
                .toList();
        int height = BAND + scaled.stream().mapToInt(Image::height).max().orElseThrow();
        int total = panels.size() * (width + GAP) - GAP;
        byte[] rgb = new byte[Image.CHANNELS * total * height];
        Arrays.fill(rgb, (byte) 255);
        for (int i = 0; i < panels.size(); i++) {
            paste(scaled.get(i), rgb, total, i * (width + GAP));
        }
        for (int i = 0; i < panels.size(); i++) {
            rgb = Lettering.draw(rgb, total, height, panels.get(i).caption(), i * (width + GAP) + 4, height - BAND / 3);
        }
        return Image.fromRgb8(total, height, rgb);
    }

    private static void paste(Image image, byte[] rgb, int total, int left) {
        byte[] own = image.toRgb8();
        int row = Image.CHANNELS * image.width();
        for (int y = 0; y < image.height(); y++) {
            System.arraycopy(own, y * row, rgb, Image.CHANNELS * (y * total + left), row);
        }
    }
}
