package dev.visor.accessory;

import dev.visor.face.Landmarks;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A declared set of accessories, its members. What is printed on a member can be anything; where it can be is known. This takes
 * the place that patches of a given size at any position have in certified masking, as in Xiang, Mahloujifar, Mittal,
 * "PatchCleanser" (USENIX Security 2022): {@link #cover} gives a set of masks of which at least one hides the whole accessory,
 * whichever member is worn.
 *
 * <p>Implementations are immutable and thread-safe.
 */
public interface AccessoryFamily {

    /** Returns how users call it. */
    String name();

    /**
     * Returns masks such that the region of every member, worn at these landmarks, lies inside at least one of them.
     *
     * @param landmarks where the eyes are
     * @param width of the picture in pixels
     * @param height of the picture in pixels
     * @param config how finely the members are parted
     * @return at least one mask, and at most {@link #masks}
     * @throws IllegalArgumentException if every member lies outside the picture
     */
    List<Mask> cover(Landmarks landmarks, int width, int height, CoverConfig config);

    /** Returns the number of masks of a cover, if all members lie in the picture. */
    int masks(CoverConfig config);

    /**
     * Draws a member and puts it on a face.
     *
     * @param landmarks where the eyes are
     * @param width of the picture in pixels
     * @param height of the picture in pixels
     */
    WornAccessory draw(SplittableRandom random, Landmarks landmarks, int width, int height);

    /**
     * Returns a face that wears a drawn member in a drawn color.
     *
     * @param landmarks where the eyes are in the picture
     */
    default Image wornBy(Image face, SplittableRandom random, Landmarks landmarks) {
        WornAccessory accessory = draw(random, landmarks, face.width(), face.height());
        Color color = new Color((float) random.nextDouble(), (float) random.nextDouble(), (float) random.nextDouble());
        return accessory.render(face, accessory.plainTexture(color));
    }

    /** Returns whether an accessory is a member at all landmarks, as it is. */
    boolean includes(Accessory accessory);

    /**
     * Returns the family of its members where each eye is found with an error.
     *
     * @param spread the largest error, in [0, 0.25] eye distances
     */
    AccessoryFamily widened(double spread);

    /**
     * Returns how far each member can be moved in every direction so that a member takes its place, at least 0, in eye
     * distances. Landmarks that are found less exactly than that make members look like something else.
     */
    double leastShift();
}
