package dev.visor.accessory;

import static dev.visor.run.IllegalSettingException.check;

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

    /** A single mask for the whole family. */
    public static final CoverConfig UNION = new CoverConfig(1, 1, 1, 1, true);

    /** One mask for each shape. */
    public static final CoverConfig SHAPES = new CoverConfig(1, 1, 1, 1, false);

    /** Four masks: the shifts are halved along and across the eyes. */
    public static final CoverConfig QUARTERS = new CoverConfig(2, 2, 1, 1, true);

    private static final int MOST = 16;

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
        checkCells("cells along the eyes", along);
        checkCells("cells across the eyes", across);
        checkCells("cells of the scale", scale);
        checkCells("cells of the rotation", rotation);
    }

    private static void checkCells(String setting, int cells) {
        check(cells >= 1 && cells <= MOST, setting, cells, "in [1, " + MOST + "]");
    }

    /** Returns the number of masks that cover a family of so many shapes, if all of them lie in the picture. */
    public int masks(int shapes) {
        return along * across * scale * rotation * (mergedShapes ? 1 : shapes);
    }
}
