package dev.visor.saliency;

import dev.visor.setting.Kind;
import dev.visor.setting.Plugin;
import dev.visor.setting.Registry;

/** Registers the readings of saliency maps that come with Visor. */
public final class SaliencyMaps implements Plugin {

    @Override
    public void register(Registry.Builder kinds) {
        kinds.add(
                Reading.class, Kind.single("absolute", "largest absolute value over the channels", Readings.ABSOLUTE));
        kinds.add(
                Reading.class, Kind.single("positive", "largest positive value over the channels", Readings.POSITIVE));
        kinds.add(
                Reading.class,
                Kind.single(
                        "gradient_times_input",
                        "positive products of the signal and the distance from the baseline, summed",
                        Readings.GRADIENT_TIMES_INPUT));
    }
}
