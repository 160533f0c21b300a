package dev.visor.store.run;

import java.util.Set;

/** What the pictures of an attack are called. */
final class PictureNames {

    private PictureNames() {}

    /** Returns the name of the adversarial picture. */
    static String attacked(String id) {
        return id + ".png";
    }

    /** Returns the name of the picture with the plain accessory. */
    static String plain(String id) {
        return id + "-plain.png";
    }

    /** Returns the name of the region of the accessory. */
    static String region(String id) {
        return id + "-region.png";
    }

    /** Returns the name of the whole photograph of an attack. */
    static String photograph(String id) {
        return id + "-photograph.png";
    }

    /** Returns the name of the crop of the face that was found anew in the photograph. */
    static String found(String id) {
        return id + "-found.png";
    }

    /** Returns the names that each attack has. */
    static Set<String> needed(String id) {
        return Set.of(attacked(id), plain(id), region(id));
    }

    /** Returns all names that an attack may have. */
    static Set<String> allowed(String id) {
        return Set.of(attacked(id), plain(id), region(id), photograph(id), found(id));
    }
}
