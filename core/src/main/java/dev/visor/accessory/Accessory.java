package dev.visor.accessory;

import dev.visor.face.Landmarks;

/** Something that can be worn on a face and printed with any pattern. Implementations are immutable. */
public interface Accessory {

    /** Returns what it is called. */
    String name();

    /** Returns its shape and size in words. */
    String description();

    /**
     * Places the accessory on a face.
     *
     * @param landmarks where the eyes are
     * @param width of the picture in pixels
     * @param height of the picture in pixels
     */
    WornAccessory wear(Landmarks landmarks, int width, int height);
}
