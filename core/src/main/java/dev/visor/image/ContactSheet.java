package dev.visor.image;

import dev.visor.image.internal.Lettering;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pictures side by side with a caption under each. Thread-safe. */
public final class ContactSheet {

    private static final int BAND = 24;
    private static final int GAP = 8;
    /** About the width of a letter. */
    private static final int CHARACTER = 9;

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

    /**
     * Draws panels row by row. Of captions that are too wide the end is kept, since names of files differ there.
     *
     * @param panels at least one
     * @param columns the most panels in a row, at least 1
     * @param width the width of each panel in pixels, at least 1; the heights follow
     */
    public static Image grid(List<Panel> panels, int columns, int width) {
        int characters = Math.max(1, width / CHARACTER);
        List<Image> rows = new ArrayList<>();
        for (int from = 0; from < panels.size(); from += columns) {
            rows.add(of(
                    panels.subList(from, Math.min(panels.size(), from + columns)).stream()
                            .map(panel -> new Panel(panel.image(), shortened(panel.caption(), characters)))
                            .toList(),
                    width));
        }
        int total = rows.get(0).width();
        byte[] rgb = new byte
                [Image.CHANNELS * total * rows.stream().mapToInt(Image::height).sum()];
        Arrays.fill(rgb, (byte) 255);
        int top = 0;
        for (Image row : rows) {
            paste(row, rgb, total, top * total);
            top += row.height();
        }
        return Image.fromRgb8(total, top, rgb);
    }

    private static String shortened(String caption, int characters) {
        int cut = caption.length() - characters;
        return cut <= 0 ? caption : ".." + caption.substring(Math.min(caption.length(), cut + 2));
    }

    private static void paste(Image image, byte[] rgb, int total, int left) {
        byte[] own = image.toRgb8();
        int row = Image.CHANNELS * image.width();
        for (int y = 0; y < image.height(); y++) {
            System.arraycopy(own, y * row, rgb, Image.CHANNELS * (y * total + left), row);
        }
    }
}
