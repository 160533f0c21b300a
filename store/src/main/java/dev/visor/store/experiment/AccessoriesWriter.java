package dev.visor.store.experiment;

import dev.visor.accessory.Accessories;
import dev.visor.accessory.Accessory;
import dev.visor.accessory.EyeglassFrame;
import dev.visor.accessory.FaceMask;
import dev.visor.accessory.FacePoint;
import dev.visor.accessory.HatBand;
import dev.visor.accessory.Rectangle;
import dev.visor.accessory.Sticker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what is worn: a preset under its own name as that word, anything else as a mapping with every value. */
final class AccessoriesWriter {

    static final String EYEGLASS_FRAME = "eyeglass-frame";
    static final String HAT_BAND = "hat-band";
    static final String STICKER = "sticker";
    static final String RECTANGLE = "rectangle";
    static final String FACE_MASK = "face-mask";

    /** The kinds of accessories. */
    static final List<String> KINDS = List.of(EYEGLASS_FRAME, HAT_BAND, STICKER, RECTANGLE, FACE_MASK);

    private AccessoriesWriter() {}

    /**
     * Writes accessories by their names, presets alone on one line.
     *
     * @throws IllegalArgumentException if one is no preset and of no known kind
     */
    static void write(YamlText text, Map<String, Accessory> accessories) {
        Map<String, Accessory> presets = Accessories.presets();
        if (presets.entrySet().containsAll(accessories.entrySet())) {
            text.value("accessories", YamlText.list(List.copyOf(accessories.keySet()), name -> name));
            return;
        }
        text.line("accessories:");
        accessories.forEach((name, accessory) -> {
            if (accessory.equals(presets.get(name))) {
                text.line("  - " + name);
            } else {
                text.item("  ", own(name, accessory));
            }
        });
    }

    private static Map<String, String> own(String name, Accessory accessory) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("name", YamlText.quoted(name));
        if (accessory instanceof EyeglassFrame frame) {
            values.put(YamlSection.KIND, EYEGLASS_FRAME);
            values.putAll(frame(frame));
        } else if (accessory instanceof HatBand band) {
            values.put(YamlSection.KIND, HAT_BAND);
            values.put("rise", YamlText.number(band.rise()));
            values.put("half-height", YamlText.number(band.halfHeight()));
            values.put("half-width", YamlText.number(band.halfWidth()));
        } else if (accessory instanceof Sticker sticker) {
            values.put(YamlSection.KIND, STICKER);
            values.put("center", point(sticker.center()));
            values.put("half-width", YamlText.number(sticker.halfWidth()));
            values.put("half-height", YamlText.number(sticker.halfHeight()));
            values.put("corner-radius", YamlText.number(sticker.cornerRadius()));
        } else if (accessory instanceof Rectangle rectangle) {
            values.put(YamlSection.KIND, RECTANGLE);
            values.put("center", point(rectangle.center()));
            values.put("half-width", YamlText.number(rectangle.halfWidth()));
            values.put("half-height", YamlText.number(rectangle.halfHeight()));
            values.put("degrees", YamlText.number(rectangle.degrees()));
        } else if (accessory instanceof FaceMask mask) {
            values.put(YamlSection.KIND, FACE_MASK);
            values.putAll(faceMask(mask));
        } else {
            throw new IllegalArgumentException("illegal accessory: \"" + name + "\", must be one of " + KINDS
                    + " to be written to a gauntlet file");
        }
        return values;
    }

    /** Returns the measures of an eyeglass frame. */
    static Map<String, String> frame(EyeglassFrame frame) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("drop", YamlText.number(frame.drop()));
        values.put("half-width", YamlText.number(frame.halfWidth()));
        values.put("half-height", YamlText.number(frame.halfHeight()));
        values.put("corner-radius", YamlText.number(frame.cornerRadius()));
        values.put("thickness", YamlText.number(frame.thickness()));
        values.put("temple-length", YamlText.number(frame.templeLength()));
        return values;
    }

    private static Map<String, String> faceMask(FaceMask mask) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("nose", YamlText.number(mask.nose()));
        values.put("cheek", YamlText.number(mask.cheek()));
        values.put("chin", YamlText.number(mask.chin()));
        values.put("half-width", YamlText.number(mask.halfWidth()));
        values.put("chin-half-width", YamlText.number(mask.chinHalfWidth()));
        values.put("corner-radius", YamlText.number(mask.cornerRadius()));
        return values;
    }

    private static String point(FacePoint point) {
        return YamlText.list(List.of(point.u(), point.v()), YamlText::number);
    }
}
