package dev.visor.accessory;

import java.util.LinkedHashMap;
import java.util.Map;

/** The accessories that have a name of their own. Thread-safe. */
public final class Accessories {

    private Accessories() {}

    /** Returns the presets by name, in small letters with spaces between words, the default first. */
    public static Map<String, Accessory> presets() {
        Map<String, Accessory> presets = new LinkedHashMap<>();
        presets.put("eyeglass frame", EyeglassFrame.DEFAULT);
        presets.put("round glasses", EyeglassFrame.ROUND);
        presets.put("large glasses", EyeglassFrame.LARGE);
        presets.put("hat band", HatBand.DEFAULT);
        presets.put("wide hat band", HatBand.WIDE);
        presets.put("forehead sticker", Sticker.FOREHEAD);
        presets.put("left cheek sticker", Sticker.LEFT_CHEEK);
        presets.put("right cheek sticker", Sticker.RIGHT_CHEEK);
        presets.put("face mask", FaceMask.DEFAULT);
        presets.put("rectangle", Rectangle.DEFAULT);
        return presets;
    }

    /**
     * Returns the preset of this name; upper and lower case are the same.
     *
     * @throws IllegalArgumentException if there is no such preset
     */
    public static Accessory parse(String text) {
        return presets().entrySet().stream()
                .filter(preset -> preset.getKey().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown accessory: \"" + text + "\", must be one of "
                        + presets().keySet()))
                .getValue();
    }
}
