package dev.visor.store.experiment;

import dev.visor.accessory.Accessories;
import dev.visor.accessory.Accessory;
import dev.visor.accessory.EyeglassFrame;
import dev.visor.accessory.FaceMask;
import dev.visor.accessory.FacePoint;
import dev.visor.accessory.HatBand;
import dev.visor.accessory.Rectangle;
import dev.visor.accessory.Sticker;
import dev.visor.gauntlet.GauntletConfig;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what is worn: a list of words, each the name of a preset, and of mappings, each with a name of its own, its kind
 * and its measures. What a mapping leaves out is as in its preset, or else as in the first one of its kind. Not
 * thread-safe; reads one list.
 */
final class AccessoriesReader {

    private static final String ACCESSORIES = "accessories";
    private static final String NAME = "name";
    private static final String PRESET = "preset";
    private static final String CENTER = "center";
    private static final String HALF_WIDTH = "half-width";
    private static final String HALF_HEIGHT = "half-height";
    private static final String CORNER_RADIUS = "corner-radius";

    private final YamlSection root;
    private final GauntletConfig base;
    private final Set<String> names = new HashSet<>();
    private final Map<String, Accessory> accessories = new LinkedHashMap<>();

    /**
     * Makes a reader.
     *
     * @param root the section that the list is in
     * @param base what the accessories become a part of
     */
    AccessoriesReader(YamlSection root, GauntletConfig base) {
        this.root = root;
        this.base = base;
    }

    /** Returns the base with the accessories, or as it is if there is no list or something was wrong with an item. */
    GauntletConfig read() {
        Optional<List<YamlSection>> items = root.sections(ACCESSORIES, PRESET);
        if (items.isEmpty()) {
            return base;
        }
        if (items.get().isEmpty()) {
            root.refuse(ACCESSORIES, "a list of words or mappings, at least 1");
            return base;
        }
        for (YamlSection item : items.get()) {
            // A word stands behind the key of a preset.
            if (Set.copyOf(item.keys()).equals(Set.of(PRESET))) {
                addPreset(item);
            } else {
                addOwn(item);
            }
        }
        return accessories.size() == items.get().size() ? base.withAccessories(accessories) : base;
    }

    private void addPreset(YamlSection item) {
        Accessory preset = item.word(PRESET, Accessories.presets(), EyeglassFrame.DEFAULT);
        item.text(PRESET)
                .filter(name -> isNew(item, PRESET, name))
                .ifPresent(name -> accessories.put(name.toLowerCase(Locale.ROOT), preset));
    }

    private void addOwn(YamlSection item) {
        if (!item.has(NAME)) {
            item.miss(NAME, "a name of its own");
        }
        Optional<String> name = item.text(NAME).filter(text -> isNew(item, NAME, text));
        Optional<Accessory> accessory = item.kind(AccessoriesWriter.KINDS).map(kind -> accessory(kind, item));
        if (accessory.isEmpty()) {
            return;
        }
        item.close();
        if (name.isPresent() && item.accepts(NAME, () -> base.withAccessories(Map.of(name.get(), accessory.get())))) {
            accessories.put(name.get(), accessory.get());
        }
    }

    private boolean isNew(YamlSection item, String key, String name) {
        boolean added = names.add(name.toLowerCase(Locale.ROOT));
        if (!added) {
            item.refuse(key, "different in more than case from those before it");
        }
        return added;
    }

    private static Accessory accessory(String kind, YamlSection section) {
        return switch (kind) {
            case AccessoriesWriter.EYEGLASS_FRAME -> frame(section, preset(section, EyeglassFrame.class));
            case AccessoriesWriter.HAT_BAND -> hatBand(section, preset(section, HatBand.class));
            case AccessoriesWriter.STICKER -> sticker(section, preset(section, Sticker.class));
            case AccessoriesWriter.RECTANGLE -> rectangle(section, preset(section, Rectangle.class));
            default -> faceMask(section, preset(section, FaceMask.class));
        };
    }

    /** Returns the preset that a section names, or the first one of the kind. */
    private static <T extends Accessory> T preset(YamlSection section, Class<T> kind) {
        Map<String, T> presets = new LinkedHashMap<>();
        Accessories.presets().forEach((name, preset) -> {
            if (kind.isInstance(preset)) {
                presets.put(name, kind.cast(preset));
            }
        });
        return section.word(PRESET, presets, presets.values().iterator().next());
    }

    /** Reads the measures of an eyeglass frame, and leaves the section open. */
    static EyeglassFrame frame(YamlSection section, EyeglassFrame base) {
        return section.build(
                base,
                () -> new EyeglassFrame(
                        section.number("drop", base.drop()),
                        section.number(HALF_WIDTH, base.halfWidth()),
                        section.number(HALF_HEIGHT, base.halfHeight()),
                        section.number(CORNER_RADIUS, base.cornerRadius()),
                        section.number("thickness", base.thickness()),
                        section.numberOrInfinity("temple-length", base.templeLength())));
    }

    private static HatBand hatBand(YamlSection section, HatBand base) {
        return section.build(
                base,
                () -> new HatBand(
                        section.number("rise", base.rise()),
                        section.number(HALF_HEIGHT, base.halfHeight()),
                        section.numberOrInfinity(HALF_WIDTH, base.halfWidth())));
    }

    private static Sticker sticker(YamlSection section, Sticker base) {
        FacePoint center = center(section, base.center());
        return section.build(
                base,
                () -> new Sticker(
                        center,
                        section.number(HALF_WIDTH, base.halfWidth()),
                        section.number(HALF_HEIGHT, base.halfHeight()),
                        section.number(CORNER_RADIUS, base.cornerRadius())));
    }

    private static Rectangle rectangle(YamlSection section, Rectangle base) {
        FacePoint center = center(section, base.center());
        return section.build(
                base,
                () -> new Rectangle(
                        center,
                        section.number(HALF_WIDTH, base.halfWidth()),
                        section.number(HALF_HEIGHT, base.halfHeight()),
                        section.number("degrees", base.degrees())));
    }

    private static FaceMask faceMask(YamlSection section, FaceMask base) {
        return section.build(
                base,
                () -> new FaceMask(
                        section.number("nose", base.nose()),
                        section.number("cheek", base.cheek()),
                        section.number("chin", base.chin()),
                        section.number(HALF_WIDTH, base.halfWidth()),
                        section.number("chin-half-width", base.chinHalfWidth()),
                        section.number(CORNER_RADIUS, base.cornerRadius())));
    }

    private static FacePoint center(YamlSection section, FacePoint base) {
        List<Double> place = section.numbers(CENTER, CENTER, List.of(base.u(), base.v()));
        if (place.size() != 2) {
            section.refuse(CENTER, "two numbers, [along the eyes, across the eyes]");
            return base;
        }
        return new FacePoint(place.get(0), place.get(1));
    }
}
