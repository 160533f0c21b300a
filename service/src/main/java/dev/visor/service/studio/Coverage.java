package dev.visor.service.studio;

import dev.visor.accessory.Accessory;
import dev.visor.accessory.AccessoryFamily;
import dev.visor.accessory.CoverConfig;
import dev.visor.accessory.ShapeFamily;
import dev.visor.accessory.WornAccessory;
import dev.visor.face.Face;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether what is worn lies under a mask of the families that defenses know. */
final class Coverage {

    private Coverage() {}

    /**
     * Returns whether a mask of the accessory's family hides all of it where it is worn now; null if it belongs to none.
     *
     * @param accessory as it is meant to be worn
     * @param worn as it is worn
     */
    static @Nullable Boolean isDeclared(Accessory accessory, WornAccessory worn, Face face) {
        Optional<AccessoryFamily> family = ShapeFamily.presets().values().stream()
                .filter(one -> one.includes(accessory))
                .findFirst();
        return family.map(
                        one -> one
                                .cover(
                                        face.landmarks(),
                                        face.image().width(),
                                        face.image().height(),
                                        CoverConfig.UNION)
                                .stream()
                                .anyMatch(mask -> mask.contains(worn.region())))
                .orElse(null);
    }
}
