package dev.visor.store.network;

import dev.visor.network.Preprocessing;
import dev.visor.network.Preprocessing.ChannelOrder;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is done to a picture before a network of a file, for pixels from 0 to 255: less a mean, divided by a scale.
 *
 * @param channels their order at the first layer
 * @param mean a value for all channels, or three, in [0, 255]
 * @param scale a value for all channels, or three, above 0
 * @param guessed whether nobody gave it: it was guessed from the graph
 */
public record NetworkInput(ChannelOrder channels, List<Double> mean, List<Double> scale, boolean guessed) {

    private static final Type<List<Double>> VALUES = Type.joined(NetworkInput::values, NetworkInput::text);

    /** What files and options can set. */
    public static final Settings<NetworkInput> SETTINGS = Settings.of(
                    NetworkInput.class,
                    Setting.of("channels", Type.word(ChannelOrder.class), "order of the channels"),
                    Setting.of("mean", VALUES, "subtracted from pixels from 0 to 255; one value, or one per channel"),
                    Setting.of("scale", VALUES, "what the difference is divided by; one value, or one per channel"),
                    Setting.of("guessed", Type.flag(), "whether it was guessed from the network's graph"))
            .withDefault(() -> NetworkInput.ARCFACE);

    /** What most networks of ArcFace's kind take. */
    public static final NetworkInput ARCFACE =
            new NetworkInput(ChannelOrder.RGB, List.of(127.5), List.of(127.5), false);

    /** Checks the ranges. */
    public NetworkInput {
        mean = List.copyOf(mean);
        scale = List.copyOf(scale);
        new Preprocessing(channels, three(mean), three(scale));
    }

    /** Returns the form of what was given. */
    public static NetworkInput given(Preprocessing given) {
        return new NetworkInput(given.order(), shortened(given.mean()), shortened(given.scale()), false);
    }

    /** Returns the form of what was guessed. */
    static NetworkInput guessed(Preprocessing guess) {
        return new NetworkInput(guess.order(), shortened(guess.mean()), shortened(guess.scale()), true);
    }

    /** Returns it for a network. */
    public Preprocessing preprocessing() {
        return new Preprocessing(channels, three(mean), three(scale));
    }

    private static List<Double> shortened(List<Double> values) {
        return values.stream().distinct().count() == 1 ? List.of(values.get(0)) : values;
    }

    private static List<Double> three(List<Double> values) {
        return values.size() == 1 ? List.of(values.get(0), values.get(0), values.get(0)) : values;
    }

    private static List<Double> values(String text) {
        try {
            List<Double> values = Arrays.stream(text.split(","))
                    .map(String::strip)
                    .map(Double::valueOf)
                    .toList();
            if (values.size() == 1 || values.size() == 3) {
                return values;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw new IllegalArgumentException("\"" + text + "\", must be a number or three, like 127.5");
    }

    private static String text(List<Double> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
