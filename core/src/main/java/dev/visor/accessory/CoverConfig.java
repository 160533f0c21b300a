package dev.visor.accessory;

import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How finely the poses of an {@link AccessoryFamily} are parted to cover it with masks: more cells give more masks, each
 * of less area. Each tolerance is cut into cells of equal length.
 *
 * @param along number of cells of the shift along the line of the eyes, in [1, 16]
 * @param across number of cells of the shift across that line, in [1, 16]
 * @param scale number of cells of the scale, in [1, 16]
 * @param rotation number of cells of the rotation, in [1, 16]
 * @param mergedShapes whether a mask covers all shapes of the family; otherwise each shape has masks of its own
 */
public record CoverConfig(int along, int across, int scale, int rotation, boolean mergedShapes) {

    /** What files and options can set. Declared before the presets, which are checked against it. */
    public static final Settings<CoverConfig> SETTINGS = Settings.of(
                    CoverConfig.class,
                    Setting.of("along", Type.whole("in [1, 16]"), "cells of the shift along the line of the eyes"),
                    Setting.of("across", Type.whole("in [1, 16]"), "cells of the shift across that line"),
                    Setting.of("scale", Type.whole("in [1, 16]"), "cells of the scale"),
                    Setting.of("rotation", Type.whole("in [1, 16]"), "cells of the rotation"),
                    Setting.of("merged-shapes", Type.flag(), "whether a mask covers all shapes of the family"))
            .withPresets(CoverConfig::presets);

    /** A single mask for the whole family. */
    public static final CoverConfig UNION = new CoverConfig(1, 1, 1, 1, true);

    /** One mask for each shape. */
    public static final CoverConfig SHAPES = new CoverConfig(1, 1, 1, 1, false);

    /** Four masks: the shifts are halved along and across the eyes. */
    public static final CoverConfig QUARTERS = new CoverConfig(2, 2, 1, 1, true);

    /** Returns the presets by name, the one with the fewest masks first. */
    public static Map<String, CoverConfig> presets() {
        Map<String, CoverConfig> presets = new LinkedHashMap<>();
        presets.put("UNION", UNION);
        presets.put("SHAPES", SHAPES);
        presets.put("QUARTERS", QUARTERS);
        return presets;
    }

    /** Checks the ranges. */
    public CoverConfig {
        SETTINGS.check(along, across, scale, rotation, mergedShapes);
    }

    /** Returns the number of masks that cover a family of so many shapes, if all of them lie in the picture. */
    public int masks(int shapes) {
        return along * across * scale * rotation * (mergedShapes ? 1 : shapes);
    }
}
