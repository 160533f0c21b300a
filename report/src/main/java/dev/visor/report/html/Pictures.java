package dev.visor.report.html;

import java.nio.ByteBuffer;
import java.util.ArrayList;
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
public final class Pictures {

    private static final String HEAT = "heat";
    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int PNG_HEADER_LENGTH = 24;
    private static final int PNG_WIDTH_OFFSET = 16;
    private static final int PNG_HEIGHT_OFFSET = 20;

    private final Function<String, byte[]> source;
    private final Map<String, Embedded> byName = new LinkedHashMap<>();
    private final Map<String, Embedded> byContent = new LinkedHashMap<>();

    private record Embedded(String id, int width, int height) {}

    /**
     * Makes an album without pictures.
     *
     * @param source gives the PNG bytes of a picture by its name
     */
    public Pictures(Function<String, byte[]> source) {
        this.source = source;
    }

    /**
     * Returns a picture, smoothly enlarged where there is room.
     *
     * @param name the picture's name
     * @param description what it shows, for those who can't see it
     * @throws IllegalArgumentException if it is no PNG
     */
    public Element show(String name, String description) {
        return frame(description, embed(name));
    }

    /**
     * Returns a picture with a saliency map over it: the higher the influence of a place, the redder it is.
     *
     * @param name the picture's name
     * @param map the name of the map, dark where the influence is high
     * @param description what it shows, for those who can't see it
     * @throws IllegalArgumentException if one of them is no PNG
     */
    public Element showUnder(String name, String map, String description) {
        Embedded over = embed(map);
        return frame(description, embed(name)).add(use(over).with("filter", "url(#" + HEAT + ")"));
    }

    /**
     * Returns figures side by side, each with a picture that a reader can enlarge.
     *
     * @param figures the figures, each with one picture
     * @param styles classes of the style sheet beside "tiles"
     */
    public static Element strip(List<Element> figures, String... styles) {
        List<String> classes = new ArrayList<>(List.of(styles));
        classes.add("tiles");
        return Html.element("picture-zoom", figures).styled(String.join(" ", classes));
    }

    /** Returns whether two names stand for the same picture. */
    public boolean same(String name, String other) {
        return embed(name).equals(embed(other));
    }

    private static Element frame(String description, Embedded picture) {
        return Html.element("svg", Html.element("title", description), use(picture))
                .styled("picture")
                .with("viewBox", "0 0 " + picture.width() + " " + picture.height())
                .with("role", "img");
    }

    private static Element use(Embedded picture) {
        return Html.element("use").with("href", "#" + picture.id());
    }

    /** Returns the data of all pictures shown so far, itself invisible. */
    public Element embedded() {
        List<Element> parts = new ArrayList<>(List.of(heat()));
        parts.addAll(images());
        return Html.element("svg", Html.element("defs", parts))
                .styled("embedded")
                .with("width", "0")
                .with("height", "0")
                .with("aria-hidden", "true");
    }

    /** Returns the filter that makes a map red where it is dark, and clear where it is light. */
    private static Element heat() {
        return Html.element(
                        "filter",
                        Html.element("feColorMatrix")
                                .with("values", "0 0 0 0 1  0 0 0 0 0.05  0 0 0 0 0.3  -1.3 0 0 0 1.2"))
                .with("id", HEAT)
                .with("color-interpolation-filters", "sRGB");
    }

    private List<Element> images() {
        return byContent.entrySet().stream()
                .map(entry -> image(entry.getValue(), entry.getKey()))
                .toList();
    }

    private static Element image(Embedded picture, String base64) {
        return Html.element("image")
                .with("id", picture.id())
                .with("width", Integer.toString(picture.width()))
                .with("height", Integer.toString(picture.height()))
                .with("href", "data:image/png;base64," + base64);
    }

    private Embedded embed(String name) {
        return byName.computeIfAbsent(name, this::read);
    }

    private Embedded read(String name) {
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
