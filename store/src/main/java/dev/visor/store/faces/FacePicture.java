package dev.visor.store.faces;

import dev.visor.face.PhotographPart;
import dev.visor.image.Image;
import dev.visor.store.faces.FaceFolderListing.Candidate;
import org.jspecify.annotations.Nullable;

/**
 * A face that was read from a file.
 *
 * @param file it was read from
 * @param size which it had there, or as a crop of the photograph there
 * @param image the face, perhaps resized
 * @param photograph what it was cut out of; null if the file is an aligned face
 */
record FacePicture(
        Candidate file,
        PictureSize size,
        Image image,
        @Nullable PhotographPart photograph) {}
