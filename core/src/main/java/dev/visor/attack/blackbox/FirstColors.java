package dev.visor.attack.blackbox;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.AttackTask;
import dev.visor.image.Image;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The accessories of other attacks, from which attacks on the same tasks begin. Immutable and thread-safe.
 *
 * @param pictures with an accessory each, by the id of the example
 */
record FirstColors(Map<String, Image> pictures) {

    /** Copies the map. */
    FirstColors {
        pictures = Map.copyOf(pictures);
    }

    /** Returns the accessories of examples, perhaps none. */
    static FirstColors of(List<AdversarialExample> examples) {
        Map<String, Image> pictures = new HashMap<>();
        examples.forEach(example -> pictures.put(example.id(), example.image()));
        return new FirstColors(pictures);
    }

    /** Returns the texture that a task begins with: under the accessory, that of its first face's picture. */
    Optional<float[]> of(AttackTask task) {
        return Optional.ofNullable(pictures.get(task.exampleId(0))).map(Image::values);
    }
}
