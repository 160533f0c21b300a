package dev.visor.network;

import dev.visor.image.Color;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is done to a picture before the first layer of a network: the order of the channels, a mean to subtract and a
 * scale to divide by, for pixels from 0 to 255. It belongs to the weights and is kept with them, under
 * {@link #METADATA}.
 *
 * <p>Immutable and thread-safe.
 *
 * @param order of the channels at the first layer
 * @param mean three values in [0, 255], in that order
 * @param scale three values above 0, in that order
 */
public record Preprocessing(ChannelOrder order, List<Double> mean, List<Double> scale) {

    /** The key of {@link #text()} in the metadata of a weights file. */
    public static final String METADATA = "input";

    /** That of torchvision's networks, which were trained on ImageNet: RGB, its mean and deviation. */
    public static final Preprocessing TORCHVISION =
            new Preprocessing(ChannelOrder.RGB, List.of(123.675, 116.28, 103.53), List.of(58.395, 57.12, 57.375));

    /** That of VGG-Face in its MatConvNet form: RGB, less the mean color of its training faces. */
    public static final Preprocessing VGG_FACE =
            new Preprocessing(ChannelOrder.RGB, List.of(129.1863, 104.7624, 93.5940), List.of(1.0, 1.0, 1.0));

    /** That of VGG-Face in its Keras form: the same with the channels reversed. */
    public static final Preprocessing KERAS_VGG_FACE =
            new Preprocessing(ChannelOrder.BGR, List.of(93.5940, 104.7624, 129.1863), List.of(1.0, 1.0, 1.0));

    private static final String NUMBER = "\\d+(?:\\.\\d+)?";
    private static final String VALUES = NUMBER + "|\\[" + NUMBER + ",\\s*" + NUMBER + ",\\s*" + NUMBER + "\\]";
    private static final Pattern TEXT = Pattern.compile(
            "(RGB|BGR)(?: \\d+x\\d+)?(?: NCHW)?, \\(x\\s*-\\s*(" + VALUES + ")\\)(?:\\s*/\\s*(" + VALUES + "))?");

    /** The order of a network's input channels. */
    public enum ChannelOrder {
        /** Red first. */
        RGB,
        /** Blue first. */
        BGR
    }

    /** Checks the ranges. */
    public Preprocessing {
        mean = List.copyOf(mean);
        scale = List.copyOf(scale);
        if (mean.size() != 3 || mean.stream().anyMatch(value -> !(value >= 0 && value <= 255))) {
            throw new IllegalArgumentException("illegal mean: " + mean + ", must be 3 values in [0, 255]");
        }
        if (scale.size() != 3 || scale.stream().anyMatch(value -> !(value > 0 && value < Double.POSITIVE_INFINITY))) {
            throw new IllegalArgumentException("illegal scale: " + scale + ", must be 3 values above 0");
        }
    }

    /**
     * Reads what {@link #text()} writes. A size and a layout after the order are passed over: {@code RGB 112x112 NCHW,
     * (x-127.5)/127.5}.
     *
     * @throws IllegalArgumentException if it is not of this form or a value is out of range
     */
    public static Preprocessing parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("illegal input: \"" + text
                    + "\", must be like \"RGB, (x-127.5)/127.5\" or \"BGR, (x-[93.594, 104.7624, 129.1863])/1\"");
        }
        return new Preprocessing(
                ChannelOrder.valueOf(matcher.group(1)),
                values(matcher.group(2)),
                matcher.group(3) == null ? List.of(1.0, 1.0, 1.0) : values(matcher.group(3)));
    }

    private static List<Double> values(String text) {
        List<Double> values = new ArrayList<>();
        for (String value : text.replaceAll("[\\[\\]\\s]", "").split(",")) {
            values.add(Double.valueOf(value));
        }
        return values.size() == 1 ? List.of(values.get(0), values.get(0), values.get(0)) : values;
    }

    /**
     * Returns that of some weights.
     *
     * @throws IllegalArgumentException if their metadata don't name it, or not in this form
     */
    static Preprocessing of(NamedTensors weights) {
        String text = weights.metadata().get(METADATA);
        if (text == null) {
            throw new IllegalArgumentException("the weights don't name their preprocessing (metadata \"" + METADATA
                    + "\"); 'visor weights import' adds it");
        }
        return parse(text);
    }

    /** Returns it as text that {@link #parse} reads, for example {@code RGB, (x-127.5)/127.5}. */
    public String text() {
        return order + ", (x-" + text(mean) + ")/" + text(scale);
    }

    private static String text(List<Double> values) {
        if (values.stream().distinct().count() == 1) {
            return plain(values.get(0));
        }
        return values.stream().map(Preprocessing::plain).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Returns a value without an exponent, which {@link #parse} would not read. */
    private static String plain(double value) {
        return BigDecimal.valueOf(value).toPlainString();
    }

    /** Returns the color whose pixels are zeros at the first layer: the mean. */
    public Color baseline() {
        boolean rgb = order == ChannelOrder.RGB;
        return new Color(share(rgb ? 0 : 2), share(1), share(rgb ? 2 : 0));
    }

    private float share(int channel) {
        return (float) (mean.get(channel) / 255);
    }
}
