package dev.visor.store.gallery;

import java.util.Optional;

/**
 * What a gallery says about a name.
 *
 * @param person whom the guard enrolled; empty if it enrolled nobody of that name
 * @param deleted whether somebody of that name whom the run has is deleted; never both
 */
public record GalleryEntry(Optional<StoredPerson> person, boolean deleted) {

    /** Nothing. */
    public static final GalleryEntry NONE = new GalleryEntry(Optional.empty(), false);

    /** The person of the run is deleted. */
    public static final GalleryEntry DELETED = new GalleryEntry(Optional.empty(), true);

    /** The guard enrolled a person, in place of one of the run if that one is deleted. */
    public static GalleryEntry of(StoredPerson person) {
        return new GalleryEntry(Optional.of(person), false);
    }
}
