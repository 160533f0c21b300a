package dev.visor.evaluation;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.AccessoryFamily;
import dev.visor.defense.chain.ChainConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a defense gives proofs against.
 *
 * @param families of accessories, at least one
 */
public record Declaration(List<Family> families) {

    /** Copies the list. */
    public Declaration {
        families = List.copyOf(families);
    }

    /**
     * A family of accessories.
     *
     * @param name how users call it
     * @param accessories the names of those accessories of the experiment that belong to it; perhaps none
     */
    public record Family(String name, List<String> accessories) {

        /** Copies the list. */
        public Family {
            accessories = List.copyOf(accessories);
        }
    }

    /**
     * Returns what a chain declares; null if it proves nothing.
     *
     * @param accessories those of the experiment, by their names
     */
    public static @Nullable Declaration of(ChainConfig chain, Map<String, Accessory> accessories) {
        List<Family> families = chain.declared().stream()
                .map(family -> new Family(family.name(), members(family, accessories)))
                .toList();
        return families.isEmpty() ? null : new Declaration(families);
    }

    private static List<String> members(AccessoryFamily family, Map<String, Accessory> accessories) {
        return accessories.entrySet().stream()
                .filter(accessory -> family.includes(accessory.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns the names of the families. */
    public List<String> names() {
        return families.stream().map(Family::name).toList();
    }
}
