package dev.visor.store.dataset.align;

import dev.visor.face.FaceFormat;

/**
 * How photographs become faces.
 *
 * @param format the template and the size of the crops
 * @param all whether all faces of a photograph are taken, or the largest alone
 */
public record AlignChoice(FaceFormat format, boolean all) {}
