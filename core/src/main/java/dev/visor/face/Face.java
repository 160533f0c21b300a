package dev.visor.face;

import dev.visor.image.Image;

/**
 * A labelled picture of one face.
 *
 * @param id which picture it is within its data set, for example {@code John_Simm/0001.jpg}
 * @param identity whose face it is
 * @param image the aligned picture
 * @param landmarks where the eyes are in it
 */
public record Face(String id, Identity identity, Image image, Landmarks landmarks) {}
