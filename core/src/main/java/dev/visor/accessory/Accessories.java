package dev.visor.accessory;

import dev.visor.setting.Kind;
import dev.visor.setting.Plugin;
import dev.visor.setting.Registry;
import dev.visor.setting.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The accessories and the families of them that come with Visor. Thread-safe. */
public final class Accessories implements Plugin {

    private static final List<Kind<? extends Accessory>> KINDS = List.of(
            Kind.of("eyeglass-frame", "two rims, a bridge and temples", EyeglassFrame.SETTINGS),
            Kind.of("hat-band", "a straight band across the forehead", HatBand.SETTINGS),
            Kind.of("sticker", "a rectangle with rounded corners on the skin", Sticker.SETTINGS),
            Kind.of("face-mask", "a medical mask from the nose to the chin", FaceMask.SETTINGS),
            Kind.of("rectangle", "a rectangle at any place and angle", Rectangle.SETTINGS),
            Kind.of(CombinedAccessory.KIND, "several accessories worn at once", CombinedAccessory.SETTINGS),
            Kind.of(PosedAccessory.KIND, "another accessory, moved, turned and scaled", PosedAccessory.SETTINGS));

    @Override
    public void register(Registry.Builder kinds) {
        KINDS.forEach(kind -> kinds.add(Accessory.class, kind));
        ShapeFamily.presets()
                .forEach((name, family) -> kinds.add(
                        AccessoryFamily.class,
                        Kind.single(
                                name.replace(' ', '-'), "the " + name + " in any pose within its tolerance", family)));
        kinds.add(
                AccessoryFamily.class,
                Kind.of("shapes", "shapes of your own in any pose within a tolerance", ShapeFamily.SETTINGS));
        kinds.add(
                AccessoryFamily.class, Kind.of("any-patch", "any patch up to a size at any place", AnyPatch.SETTINGS));
    }

    /** Returns the presets by name, in small letters with spaces between words, the default first. */
    public static Map<String, Accessory> presets() {
        Map<String, Accessory> presets = new LinkedHashMap<>();
        for (Kind<? extends Accessory> kind : KINDS) {
            presets.putAll(kind.presets());
        }
        return presets;
    }

    /**
     * Returns the accessory of a name: a preset, or a kind for which the name alone is enough, of a plugin too.
     *
     * @throws IllegalArgumentException if there is none of this name; the message has the nearest one
     */
    public static Accessory find(String name, Registry registry) {
        Map<String, Accessory> named = new LinkedHashMap<>();
        for (Kind<? extends Accessory> kind : registry.kinds(Accessory.class)) {
            named.putAll(kind.presets());
            kind.defaultValue()
                    .filter(accessory -> !kind.presets().containsValue(accessory))
                    .ifPresent(accessory -> named.put(kind.name().replace('-', ' '), accessory));
        }
        Accessory found = named.get(name.toLowerCase(Locale.ROOT).replace('-', ' '));
        if (found == null) {
            throw new IllegalArgumentException("illegal accessory: \"" + name + "\", must be one of " + named.keySet()
                    + Spelling.hint(name, named.keySet()));
        }
        return found;
    }
}
