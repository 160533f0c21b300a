package dev.visor.capture;

import dev.visor.accessory.WornAccessory;
import dev.visor.face.Landmarks;
import dev.visor.image.Image;
import dev.visor.run.Seed;
import java.util.SplittableRandom;

/**
 * Where an accessory is seen that sits differently: a printed plane that is bent around a vertical cylinder, turned in space and
 * seen by a camera. With the middle of the accessory as the origin, in eye distances, a place {@code (s, t)} of the flat print
 * is seen at
 *
 * <pre>{@code scale * R(turn) * project(R(yaw, pitch) * (sin(bend * s) / bend, t, 0)) + shift}</pre>
 *
 * <p>where {@code project} is the perspective of a camera {@value #CAMERA_DISTANCE} eye distances away. The depth of the bend
 * is left out: it is seen as what is narrower towards the temples. Every picture is sampled bilinearly, and the pull-back is the
 * exact adjoint. Immutable and thread-safe.
 */
final class WornPlane {

    /** Half a meter, for eyes 63 mm apart: our assumption. */
    private static final double CAMERA_DISTANCE = 8;

    private final double unit;
    private final double shiftX;
    private final double shiftY;
    private final double cos;
    private final double sin;
    private final double[] toPlane;
    private final double bend;

    WornPlane(Wear wear, Landmarks eyes, Seed seed) {
        SplittableRandom random = seed.derive("wear").random();
        this.unit = eyes.eyeDistance();
        this.shiftX = wear.shift() * eitherSide(random);
        this.shiftY = wear.shift() * eitherSide(random);
        double turn = Math.toRadians(wear.turn() * eitherSide(random));
        double scale = StrictMath.exp(wear.scale() * eitherSide(random));
        double yaw = Math.toRadians(wear.yaw() * eitherSide(random));
        double pitch = Math.toRadians(wear.pitch() * eitherSide(random));
        this.bend = wear.bend() * random.nextDouble();
        this.cos = StrictMath.cos(turn) / scale;
        this.sin = StrictMath.sin(turn) / scale;
        this.toPlane = inverse(homography(yaw, pitch));
    }

    private static double eitherSide(SplittableRandom random) {
        return 2 * random.nextDouble() - 1;
    }

    /** Returns how the plane is seen that is turned around the line of the eyes, and then around the vertical axis. */
    private static double[] homography(double yaw, double pitch) {
        double cy = StrictMath.cos(yaw);
        double sy = StrictMath.sin(yaw);
        double cp = StrictMath.cos(pitch);
        double sp = StrictMath.sin(pitch);
        return new double[] {
            cy,
            sy * sp,
            0, //
            0,
            cp,
            0, //
            -sy / CAMERA_DISTANCE,
            cy * sp / CAMERA_DISTANCE,
            1
        };
    }

    private static double[] inverse(double[] h) {
        double a = h[4] * h[8] - h[5] * h[7];
        double b = h[5] * h[6] - h[3] * h[8];
        double c = h[3] * h[7] - h[4] * h[6];
        double determinant = h[0] * a + h[1] * b + h[2] * c;
        double[] adjugate = {
            a, h[2] * h[7] - h[1] * h[8], h[1] * h[5] - h[2] * h[4], //
            b, h[0] * h[8] - h[2] * h[6], h[2] * h[3] - h[0] * h[5], //
            c, h[1] * h[6] - h[0] * h[7], h[0] * h[4] - h[1] * h[3]
        };
        for (int i = 0; i < adjugate.length; i++) {
            adjugate[i] /= determinant;
        }
        return adjugate;
    }

    /** Receives that a pixel of what is seen has so much of a pixel of the accessory. */
    private interface Visitor {
        void add(int seen, int worn, float weight);
    }

    /**
     * Returns what is seen of an accessory: the color of each pixel times how much of it is covered, CHW, and behind that how
     * much is covered.
     *
     * @param texture CHW
     */
    float[] apply(WornAccessory accessory, float[] texture) {
        float[] coverage = accessory.coverage();
        int plane = coverage.length;
        float[] layer = new float[(Image.CHANNELS + 1) * plane];
        visit(accessory, (seen, worn, weight) -> {
            float covered = weight * coverage[worn];
            layer[Image.CHANNELS * plane + seen] += covered;
            for (int channel = 0; channel < Image.CHANNELS; channel++) {
                layer[channel * plane + seen] += covered * texture[channel * plane + worn];
            }
        });
        return layer;
    }

    /** Carries a gradient at the colors that are seen, CHW, back to the texture: the adjoint of {@link #apply}. */
    float[] pullBack(WornAccessory accessory, float[] gradient) {
        float[] coverage = accessory.coverage();
        int plane = coverage.length;
        float[] pulled = new float[gradient.length];
        visit(accessory, (seen, worn, weight) -> {
            float covered = weight * coverage[worn];
            for (int channel = 0; channel < Image.CHANNELS; channel++) {
                pulled[channel * plane + worn] += covered * gradient[channel * plane + seen];
            }
        });
        return pulled;
    }

    private void visit(WornAccessory accessory, Visitor visitor) {
        Bounds bounds = Bounds.of(accessory);
        double middleX = (bounds.left + bounds.right) / 2.0;
        double middleY = (bounds.top + bounds.bottom) / 2.0;
        for (int row = 0; row < accessory.height(); row++) {
            for (int column = 0; column < accessory.width(); column++) {
                double x = (column - middleX) / unit - shiftX;
                double y = (row - middleY) / unit - shiftY;
                double turnedX = cos * x + sin * y;
                double turnedY = cos * y - sin * x;
                double depth = toPlane[6] * turnedX + toPlane[7] * turnedY + toPlane[8];
                double planeX = (toPlane[0] * turnedX + toPlane[1] * turnedY + toPlane[2]) / depth;
                double planeY = (toPlane[3] * turnedX + toPlane[4] * turnedY + toPlane[5]) / depth;
                double flatX = bend * Math.abs(planeX) < 1e-6 ? planeX : unbent(planeX);
                bilinear(
                        row * accessory.width() + column,
                        middleX + unit * flatX,
                        middleY + unit * planeY,
                        bounds,
                        accessory.width(),
                        visitor);
            }
        }
    }

    /** Returns the place of the flat print; not a number beyond the edge of the cylinder, where nothing of it is seen. */
    private double unbent(double x) {
        return StrictMath.asin(bend * x) / bend;
    }

    private static void bilinear(int seen, double x, double y, Bounds bounds, int width, Visitor visitor) {
        if (!(x > bounds.left - 1 && x < bounds.right + 1 && y > bounds.top - 1 && y < bounds.bottom + 1)) {
            return;
        }
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        float right = (float) (x - column);
        float lower = (float) (y - row);
        for (int corner = 0; corner < 4; corner++) {
            int c = column + corner % 2;
            int r = row + corner / 2;
            float weight = (corner % 2 == 0 ? 1 - right : right) * (corner / 2 == 0 ? 1 - lower : lower);
            if (weight > 0 && bounds.contains(c, r)) {
                visitor.add(seen, r * width + c, weight);
            }
        }
    }

    /** The rows and columns that an accessory covers. */
    private record Bounds(int left, int top, int right, int bottom) {

        static Bounds of(WornAccessory accessory) {
            int left = accessory.width();
            int top = accessory.height();
            int right = -1;
            int bottom = -1;
            for (int row = 0; row < accessory.height(); row++) {
                for (int column = 0; column < accessory.width(); column++) {
                    if (accessory.region().contains(row, column)) {
                        left = Math.min(left, column);
                        right = Math.max(right, column);
                        top = Math.min(top, row);
                        bottom = Math.max(bottom, row);
                    }
                }
            }
            return new Bounds(left, top, right, bottom);
        }

        boolean contains(int column, int row) {
            return column >= left && column <= right && row >= top && row <= bottom;
        }
    }
}
