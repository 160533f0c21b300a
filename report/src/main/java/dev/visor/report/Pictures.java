package dev.visor.report;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The pictures that one page shows. Each distinct picture is embedded once, in {@link #embedded()}, however often the
 * page shows it. Belongs to one rendering by one thread.
 */
final class Pictures {

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int PNG_HEADER_LENGTH = 24;
    private static final int PNG_WIDTH_OFFSET = 16;
    private static final int PNG_HEIGHT_OFFSET = 20;

    private final Function<String, byte[]> source;
    private final Map<String, Embedded> byName = new LinkedHashMap<>();
    private final Map<String, Embedded> byContent = new LinkedHashMap<>();

    private record Embedded(String id, int width, int height) {}

    Pictures(Function<String, byte[]> source) {
        this.source = source;
    }

    /**
     * Returns a picture, smoothly enlarged where there is room.
     *
     * @param name the picture's name
     * @param description what it shows, for those who cannot see it
     * @param enlargement how many times its own size it may become
     */
    Element show(String name, String description, double enlargement) {
        Embedded picture = byName.computeIfAbsent(name, this::embed);
        String width = Long.toString(Math.round(picture.width() * enlargement));
        return Html.element(
                        "svg",
                        Html.element("title", description),
                        Html.element("use").with("href", "#" + picture.id()))
                .styled("picture")
                .with("viewBox", "0 0 " + picture.width() + " " + picture.height())
                .with("role", "img")
                .with("style", "max-width:" + width + "px");
    }

    /** Returns the data of all pictures shown so far, itself invisible. */
    Element embedded() {
        List<Element> images = byContent.entrySet().stream()
                .map(entry -> image(entry.getValue(), entry.getKey()))
                .toList();
        return Html.element("svg", Html.element("defs", images))
                .styled("embedded")
                .with("width", "0")
                .with("height", "0")
                .with("aria-hidden", "true");
    }

    private static Element image(Embedded picture, String base64) {
        return Html.element("image")
                .with("id", picture.id())
                .with("width", Integer.toString(picture.width()))
                .with("height", Integer.toString(picture.height()))
                .with("href", "data:image/png;base64," + base64);
    }

    private Embedded embed(String name) {
        byte[] png = source.apply(name);
        if (png.length < PNG_HEADER_LENGTH
                || !Arrays.equals(png, 0, PNG_SIGNATURE.length, PNG_SIGNATURE, 0, PNG_SIGNATURE.length)) {
            throw new IllegalArgumentException("illegal picture " + name + ": it is no PNG");
        }
        ByteBuffer header = ByteBuffer.wrap(png);
        return byContent.computeIfAbsent(
                Base64.getEncoder().encodeToString(png),
                data -> new Embedded(
                        "picture-" + (byContent.size() + 1),
                        header.getInt(PNG_WIDTH_OFFSET),
                        header.getInt(PNG_HEIGHT_OFFSET)));
    }
}
