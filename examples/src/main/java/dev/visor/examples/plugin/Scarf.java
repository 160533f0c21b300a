package dev.visor.examples.plugin;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.FacePoint;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.Map;

/**
 * An accessory of your own: a scarf that covers the mouth and all below it. Lengths are in units of the distance between the
 * eyes, so that it fits a face of any size.
 *
 * <p>A shape is a signed distance: how far a place is from the edge, negative inside. It may change by no more than the
 * distance between two places. Of shapes with this property the maximum is their intersection, the minimum their union,
 * and both have it too. {@link dev.visor.accessory.SignedDistances} has more shapes.
 *
 * @param drop how far the upper edge lies below the eyes
 * @param halfWidth half the width, above 0
 */
public record Scarf(double drop, double halfWidth) implements Accessory {

    /** What files can set: a row for each component, in their order. Stands above the default, which it checks. */
    public static final Settings<Scarf> SETTINGS = Settings.of(
                    Scarf.class,
                    Setting.of(
                            "drop",
                            Type.number("in [0, 2]"),
                            "how far the upper edge lies below the eyes, in eye distances"),
                    Setting.of("half-width", Type.number("above 0"), "half the width, in eye distances"))
            .withPresets(() -> Map.of("scarf", Scarf.DEFAULT));

    /** A scarf from below the nose, as wide as the face. */
    public static final Scarf DEFAULT = new Scarf(0.9, 0.9);

    /** Checks the ranges of the table. */
    public Scarf {
        SETTINGS.check(drop, halfWidth);
    }

    @Override
    public String name() {
        return "scarf";
    }

    @Override
    public FacePoint center() {
        return new FacePoint(0, drop);
    }

    /** The intersection of all that lies below the edge and all that lies between the two sides. */
    @Override
    public double distance(double u, double v) {
        return Math.max(drop - v, Math.abs(u) - halfWidth);
    }
}
