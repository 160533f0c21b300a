package dev.visor.accessory;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.setting.Type;

/**
 * A place on a face, in units of the distance between the eyes. The origin lies halfway between the eyes.
 *
 * @param u along the line of the eyes, from the left eye to the right one as one sees them
 * @param v across that line, downwards
 */
public record FacePoint(double u, double v) {

    /** How files write it: {@code [u, v]}. */
    public static final Type<FacePoint> TYPE = Type.pair(Type.number(""), FacePoint::new, FacePoint::u, FacePoint::v);

    /** Checks that both are finite. */
    public FacePoint {
        check(Double.isFinite(u), "place along the eyes", u, "finite");
        check(Double.isFinite(v), "place across the eyes", v, "finite");
    }
}
