package dev.visor.accessory;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.List;
import java.util.Map;

/**
 * A medical face mask from the bridge of the nose to the chin, without its ear loops: a pentagon that is symmetric about
 * the middle of the face, with rounded corners. Its upper edge falls from the nose to the cheeks, its sides run in from
 * the cheeks to the chin. All lengths are in units of the distance between the eyes.
 *
 * @param nose how far the top lies below the eyes
 * @param cheek how far the widest place lies below the eyes
 * @param chin how far the lower edge lies below the eyes
 * @param halfWidth half the width at the cheeks
 * @param chinHalfWidth half the width of the lower edge, its rounded corners with it
 * @param cornerRadius the radius of the corners, at least 0
 */
public record FaceMask(
        double nose, double cheek, double chin, double halfWidth, double chinHalfWidth, double cornerRadius)
        implements Accessory {

    /** What files and options can set. Declared before the presets, which are checked against it. */
    public static final Settings<FaceMask> SETTINGS = Settings.of(
                    FaceMask.class,
                    Setting.of("nose", Type.number(""), "how far the top lies below the eyes, in eye distances"),
                    Setting.of("cheek", Type.number(""), "how far the widest place lies below the eyes"),
                    Setting.of("chin", Type.number(""), "how far the lower edge lies below the eyes"),
                    Setting.of("half-width", Type.number("above 0"), "half the width at the cheeks"),
                    Setting.of("chin-half-width", Type.number("at least 0"), "half the width of the lower edge"),
                    Setting.of("corner-radius", Type.number("at least 0"), "radius of the corners"))
            .withPresets(() -> Map.of("face mask", FaceMask.DEFAULT));

    /**
     * A mask of usual size. It lies on 21.2 % of the pixels of a 150x150 chip of dlib and on 17.1 % of those of a
     * 112x112 crop of ArcFace, those at its edges in part.
     */
    public static final FaceMask DEFAULT = new FaceMask(0.32, 0.58, 1.60, 0.86, 0.50, 0.12);

    /** Checks the ranges. */
    public FaceMask {
        SETTINGS.check(nose, cheek, chin, halfWidth, chinHalfWidth, cornerRadius);
        check(cheek >= nose + cornerRadius, "cheek", cheek, "at least nose and corner radius together");
        check(chin > cheek + cornerRadius, "chin", chin, "above cheek and corner radius together");
        check(halfWidth > cornerRadius, "half width", halfWidth, "above the corner radius");
        check(
                chinHalfWidth >= cornerRadius && chinHalfWidth <= halfWidth,
                "chin half width",
                chinHalfWidth,
                "from the corner radius to the half width");
    }

    @Override
    public String name() {
        return "face mask";
    }

    /** Returns the point halfway between top and lower edge. */
    @Override
    public FacePoint center() {
        return new FacePoint(0, (nose + chin) / 2);
    }

    /** {@inheritDoc} It is folded along the middle of the face. */
    @Override
    public List<FoldLine> foldLines() {
        return List.of(new FoldLine(new FacePoint(0, nose), new FacePoint(0, chin)));
    }

    /** {@inheritDoc} The rounded pentagon is what lies within the corner radius of a smaller one with sharp corners. */
    @Override
    public double distance(double u, double v) {
        FacePoint top = new FacePoint(0, nose + cornerRadius);
        FacePoint side = new FacePoint(halfWidth - cornerRadius, cheek);
        FacePoint corner = new FacePoint(chinHalfWidth - cornerRadius, chin - cornerRadius);
        FacePoint bottom = new FacePoint(0, chin - cornerRadius);
        double x = Math.abs(u);
        double edge = Math.min(
                SignedDistances.segment(x, v, top, side),
                Math.min(SignedDistances.segment(x, v, side, corner), SignedDistances.segment(x, v, corner, bottom)));
        boolean inside = below(x, v, top, side) && below(x, v, side, corner) && v <= bottom.v();
        return (inside ? -edge : edge) - cornerRadius;
    }

    /** Returns whether a point lies on the face's side of an edge that runs around the right half from the top. */
    private static boolean below(double x, double y, FacePoint from, FacePoint to) {
        return (to.u() - from.u()) * (y - from.v()) >= (to.v() - from.v()) * (x - from.u());
    }
}
