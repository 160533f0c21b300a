package dev.visor.attack.alignment;

import dev.visor.face.Face;
import dev.visor.face.Landmarks;
import dev.visor.face.PhotographPart;
import dev.visor.face.Similarity;
import dev.visor.face.SimilarityWarp;
import dev.visor.image.Image;
import org.jspecify.annotations.Nullable;

/**
 * What a victim sees of an attacker's picture: the picture itself, or the crop that an alignment makes of it. Immutable and
 * thread-safe.
 */
public final class View {

    private final @Nullable Similarity alignment;
    private final @Nullable SimilarityWarp warp;
    private final Landmarks eyes;
    private final int width;
    private final int height;

    private View(@Nullable Similarity alignment, @Nullable SimilarityWarp warp, Landmarks eyes, int width, int height) {
        this.alignment = alignment;
        this.warp = warp;
        this.eyes = eyes;
        this.width = width;
        this.height = height;
    }

    /** Returns the view of a face that is seen as it is. */
    public static View whole(Face face) {
        return new View(
                null, null, face.landmarks(), face.image().width(), face.image().height());
    }

    /** Returns the view of a part of a photograph: the crop. */
    public static View crop(PhotographPart part) {
        int width = part.format().width();
        int height = part.format().height();
        return new View(
                part.toCrop(),
                SimilarityWarp.onBlack(part.toCrop(), width, height),
                part.format().landmarks(),
                width,
                height);
    }

    /** Returns where the eyes are in what is seen. */
    public Landmarks eyes() {
        return eyes;
    }

    /**
     * Returns the view of an alignment that differs. Beyond a picture that is seen as it is, its border goes on.
     *
     * @param move from the pixels of what is seen to those of what is seen then
     */
    public View moved(Similarity move) {
        SimilarityWarp moved = alignment == null
                ? SimilarityWarp.replicating(move, width, height)
                : SimilarityWarp.onBlack(alignment.then(move), width, height);
        return new View(alignment, moved, eyes, width, height);
    }

    /** Returns whether pictures are seen as they are. */
    public boolean isWhole() {
        return warp == null;
    }

    /** Returns what is seen of a picture, 8-bit; the picture itself if it is seen as it is. */
    public Image of(Image picture) {
        return warp == null ? picture : warp.quantized(picture);
    }

    /** Carries a gradient at what is seen back to the picture, straight through the rounding to 8 bits. */
    public float[] pullBack(float[] gradient, Image picture) {
        return warp == null ? gradient : warp.pullBack(gradient, picture.width(), picture.height());
    }
}
