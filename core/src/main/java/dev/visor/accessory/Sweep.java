package dev.visor.accessory;

import dev.visor.face.Landmarks;
import dev.visor.image.Mask;
import java.util.stream.IntStream;

/**
 * The pixels that accessories cover in any pose of a box. A pixel is known to be covered if it is in the middle pose, and
 * known to be free in all poses if it is farther from the accessory in the middle pose than {@link PoseBox#reach} allows.
 * For pixels that are neither, the box is halved, until the reach is below a quarter of a pixel; what is open then is
 * taken as covered. So no covered pixel is missed, and a pixel that is taken though no pose covers it lies within a
 * quarter of a pixel of those that are.
 *
 * <p>For one thread.
 */
final class Sweep {

    /** Far above the rounding of distances, which are a few eye distances at most, and far below a pixel. */
    private static final double ROUNDING = 1e-9;

    private final int width;
    private final int height;
    private final EyeCoordinates coordinates;
    private final double rim;
    private final double finest;
    private final boolean[] swept;

    Sweep(Landmarks landmarks, int width, int height) {
        this.width = width;
        this.height = height;
        this.coordinates = new EyeCoordinates(landmarks, width, height);
        this.rim = coordinates.length(0.5) + ROUNDING;
        this.finest = coordinates.length(0.25);
        this.swept = new boolean[coordinates.pixels()];
    }

    /** Adds what an accessory covers in the poses of a box. */
    void add(Accessory accessory, PoseBox box) {
        add(accessory, box, IntStream.range(0, swept.length).toArray());
    }

    private void add(Accessory accessory, PoseBox box, int[] pixels) {
        Accessory posed = new PosedAccessory(accessory, box.middle());
        FacePoint center = posed.center();
        int[] open = new int[pixels.length];
        int count = 0;
        double farthest = 0;
        for (int pixel : pixels) {
            if (swept[pixel]) {
                continue;
            }
            double u = coordinates.u(pixel);
            double v = coordinates.v(pixel);
            double radius = Math.hypot(u - center.u(), v - center.v());
            double reach = box.reach(radius, rim);
            double gap = posed.distance(u, v) - rim;
            if (gap <= 0 || gap <= reach && reach <= finest) {
                swept[pixel] = true;
            } else if (gap <= reach) {
                open[count++] = pixel;
                farthest = Math.max(farthest, radius);
            }
        }
        if (count > 0) {
            int[] left = IntStream.of(open).limit(count).toArray();
            box.halves(farthest).forEach(half -> add(accessory, half, left));
        }
    }

    /** Returns the pixels so far. */
    Mask mask() {
        return Mask.of(width, height, swept);
    }
}
