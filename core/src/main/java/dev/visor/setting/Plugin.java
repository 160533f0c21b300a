package dev.visor.setting;

/**
 * Brings kinds of things that experiment files can name. Visor's own register in the same way as those of a user's jar: a
 * public class with a constructor without parameters, named in {@code META-INF/services/dev.visor.setting.Plugin}.
 *
 * <pre>{@code
 * public final class Scarves implements Plugin {
 *     @Override
 *     public void register(Registry.Builder kinds) {
 *         kinds.add(Accessory.class, Kind.of("scarf", "a scarf below the mouth", Scarf.SETTINGS));
 *     }
 * }
 * }</pre>
 */
public interface Plugin {

    /**
     * Adds its kinds.
     *
     * @throws IllegalArgumentException if there is a kind of one of the names already
     */
    void register(Registry.Builder kinds);
}
