package dev.visor.defense;

import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.saliency.SaliencyMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Replaces the same pixels in every picture, whatever it shows: those where an accessory may be. The cleansed picture
 * does not depend on what was there.
 *
 * <p>Immutable and thread-safe. Costs no pass through the network.
 */
public final class RegionMask implements GradientFreeCleansing {

    private final Mask mask;
    private final Fill fill;
    private final SaliencyMap map;

    /**
     * Makes the defense.
     *
     * @param mask what is replaced; not empty, and not the whole picture
     * @param fill what with
     */
    public RegionMask(Mask mask, Fill fill) {
        int plane = mask.width() * mask.height();
        if (mask.area() == 0 || mask.area() == plane) {
            throw new IllegalArgumentException(
                    "illegal mask: " + mask + ", must leave a part of the picture and take a part of it");
        }
        this.mask = mask;
        this.fill = fill;
        float[] inside = new float[plane];
        for (int i = 0; i < plane; i++) {
            inside[i] = mask.contains(i) ? 1 : 0;
        }
        this.map = new SaliencyMap(mask.width(), mask.height(), inside);
    }

    /** Returns what is replaced. */
    public Mask mask() {
        return mask;
    }

    @Override
    public String name() {
        return "region mask";
    }

    /**
     * Returns the picture without what was under the mask, 8-bit.
     *
     * @throws IllegalArgumentException if it has another size than the mask
     */
    public Image cleanse(Image probe) {
        check(probe);
        return fill.apply(probe, mask);
    }

    private void check(Image probe) {
        if (probe.width() != mask.width() || probe.height() != mask.height()) {
            throw new IllegalArgumentException("illegal size of a probe: " + probe.width() + "x" + probe.height()
                    + ", the mask is " + mask.width() + "x" + mask.height());
        }
    }

    /**
     * Returns each picture without what was under each of some masks: the first picture under all of them, then the
     * second, and so on.
     *
     * @throws IllegalArgumentException if a picture has another size than a mask
     */
    public static List<Image> cleanse(List<Image> probes, List<RegionMask> masks) {
        probes.forEach(probe -> masks.forEach(mask -> mask.check(probe)));
        // Inpainting takes its time.
        return IntStream.range(0, probes.size() * masks.size())
                .parallel()
                .mapToObj(i -> masks.get(i % masks.size()).cleanse(probes.get(i / masks.size())))
                .toList();
    }

    @Override
    public List<Cleansed> cleanse(List<Image> probes) {
        List<Image> cleansed = cleanse(probes, List.of(this));
        return IntStream.range(0, probes.size())
                .mapToObj(i -> new Cleansed(probes.get(i), map, mask, cleansed.get(i)))
                .toList();
    }
}
