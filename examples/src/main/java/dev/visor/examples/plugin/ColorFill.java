package dev.visor.examples.plugin;

import dev.visor.defense.Fill;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;

/**
 * A fill of your own, for the built-in masks: one color for all masked pixels.
 *
 * @param color of the masked pixels; files write {@code #rrggbb}
 */
public record ColorFill(Color color) implements Fill {

    /** What files can set. A type with a form of its own needs the two functions that read and write it. */
    public static final Settings<ColorFill> SETTINGS = Settings.of(
                    ColorFill.class,
                    Setting.of("color", Type.parsed(Color::parse, Color::hexadecimal), "of the masked pixels, #rrggbb"))
            .withDefault(() -> new ColorFill(Color.rgb8(128, 128, 128)));

    @Override
    public String name() {
        return "color";
    }

    @Override
    public boolean needsSurroundings() {
        return false;
    }

    /** Pictures are CHW: the red values of all pixels, then the green and the blue ones. */
    @Override
    public Image replace(Image image, Mask mask) {
        float[] values = image.values();
        int plane = image.width() * image.height();
        for (int i = 0; i < values.length; i++) {
            values[i] = mask.contains(i % plane) ? color.component(i / plane) : values[i];
        }
        return Image.quantized(image.width(), image.height(), values);
    }
}
