package dev.visor.attack.alignment;

import dev.visor.image.Image;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An attacked photograph that was saved, as a system sees it that finds and aligns the face by itself.
 *
 * @param crop of the face that was found, 8-bit; null if there is none that can be used
 * @param offset how far its eyes are from those of the first crop, as a share of the distance between the eyes, at least 0;
 *     null likewise
 */
public record SavedPhotograph(
        @Nullable Image crop, @Nullable Double offset) {

    /** Returns the crop, if a face was found. */
    public Optional<Image> found() {
        return Optional.ofNullable(crop);
    }
}
