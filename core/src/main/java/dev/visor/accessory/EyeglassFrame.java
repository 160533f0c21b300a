package dev.visor.accessory;

import static dev.visor.run.IllegalSettingException.check;

import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shape of an eyeglass frame: two rims, a bridge and temples, as in Sharif et al., "Accessorize to a Crime" (CCS
 * 2016). All lengths are in units of the distance between the eyes, so that the frame fits a face of any size.
 *
 * @param drop how far the middle of a rim lies below the eye
 * @param halfWidth half the outer width of a rim
 * @param halfHeight half the outer height of a rim
 * @param cornerRadius the outer radius of a rim's corners
 * @param thickness of all parts. A rim as thick as half its height leaves no room for a lens: it is one, of sunglasses, and
 *     bridge and temples are a quarter as thick
 * @param templeLength how far the temples reach outwards from the rims
 */
public record EyeglassFrame(
        double drop, double halfWidth, double halfHeight, double cornerRadius, double thickness, double templeLength)
        implements Accessory {

    private static final double HINGE = 0.05;

    /** What files and options can set. Declared before the presets, which are checked against it. */
    public static final Settings<EyeglassFrame> SETTINGS = Settings.of(
                    EyeglassFrame.class,
                    Setting.of(
                            "drop",
                            Type.number(""),
                            "how far the middle of a rim lies below the eye, in eye distances"),
                    Setting.of("half-width", Type.number("above 0"), "half the outer width of a rim"),
                    Setting.of("half-height", Type.number("above 0"), "half the outer height of a rim"),
                    Setting.of("corner-radius", Type.number("above 0"), "outer radius of a rim's corners"),
                    Setting.of(
                            "thickness",
                            Type.number("above 0"),
                            "thickness of all parts; with that of half-height the lenses are filled"),
                    Setting.of(
                            "temple-length",
                            Type.numberOrInfinity("at least 0"),
                            "how far the temples reach outwards from the rims"))
            .withPresets(EyeglassFrame::presets);

    /**
     * A frame of about the size in the paper, which takes 6.72 % of a 224x224 picture: 6.9 % of the pixels of a
     * 150x150 chip of dlib lie under it and 5.8 % of those of a 112x112 crop of ArcFace, those at its edges in part.
     */
    public static final EyeglassFrame DEFAULT = new EyeglassFrame(0.05, 0.44, 0.31, 0.16, 0.08, 0.20);

    /**
     * A frame with round rims and thinner parts. It lies on 5.7 % of the pixels of a 150x150 chip of dlib and on 5.1 %
     * of those of a 112x112 crop of ArcFace, those at its edges in part.
     */
    public static final EyeglassFrame ROUND = new EyeglassFrame(0.05, 0.38, 0.38, 0.38, 0.07, 0.22);

    /**
     * A frame with larger and thicker rims that reach lower. It lies on 8.3 % of the pixels of a 150x150 chip of dlib
     * and on 6.9 % of those of a 112x112 crop of ArcFace, those at its edges in part.
     */
    public static final EyeglassFrame LARGE = new EyeglassFrame(0.08, 0.46, 0.36, 0.16, 0.09, 0.18);

    /**
     * Sunglasses: filled lenses with round ends, and thin bridge and temples. They lie on 13.0 % of the pixels of a 150x150 chip of
     * dlib and on 10.5 % of those of a 112x112 crop of ArcFace, those at their edges in part.
     */
    public static final EyeglassFrame SUNGLASSES = new EyeglassFrame(0.05, 0.44, 0.31, 0.31, 0.31, 0.20);

    private static Map<String, EyeglassFrame> presets() {
        Map<String, EyeglassFrame> presets = new LinkedHashMap<>();
        presets.put("eyeglass frame", DEFAULT);
        presets.put("round glasses", ROUND);
        presets.put("large glasses", LARGE);
        presets.put("sunglasses", SUNGLASSES);
        return presets;
    }

    /** Checks the ranges. */
    public EyeglassFrame {
        SETTINGS.check(drop, halfWidth, halfHeight, cornerRadius, thickness, templeLength);
        check(halfWidth >= thickness, "half width", halfWidth, "at least the thickness, " + thickness);
        check(halfHeight >= thickness, "half height", halfHeight, "at least the thickness, " + thickness);
        check(
                cornerRadius >= thickness && cornerRadius <= Math.min(halfWidth, halfHeight),
                "corner radius",
                cornerRadius,
                "from the thickness to the smaller half side");
    }

    @Override
    public String name() {
        return "eyeglass frame";
    }

    /** Returns the point halfway between the middles of the rims. */
    @Override
    public FacePoint center() {
        return new FacePoint(0, drop);
    }

    /** {@inheritDoc} The temples are folded back at the hinges, a little beyond the rims. */
    @Override
    public List<FoldLine> foldLines() {
        if (templeLength == 0) {
            return List.of();
        }
        double hinge = 0.5 + halfWidth + Math.min(HINGE, templeLength / 2);
        double top = drop + barHeight() - halfBar();
        double bottom = drop + barHeight() + halfBar();
        return List.of(
                new FoldLine(new FacePoint(-hinge, top), new FacePoint(-hinge, bottom)),
                new FoldLine(new FacePoint(hinge, top), new FacePoint(hinge, bottom)));
    }

    private boolean isFilled() {
        return thickness >= Math.min(halfWidth, halfHeight);
    }

    /** Returns half the thickness of bridge and temples. */
    private double halfBar() {
        return isFilled() ? thickness / 8 : thickness / 2;
    }

    /** Returns how far the middles of bridge and temples lie below the middle of a rim. */
    private double barHeight() {
        return -halfHeight * 0.35;
    }

    @Override
    public double distance(double u, double v) {
        double x = Math.abs(u);
        double y = v - drop;
        boolean filled = isFilled();
        double half = halfBar();
        double rim = filled
                ? SignedDistances.roundedBox(x - 0.5, y, halfWidth, halfHeight, cornerRadius)
                : Math.abs(SignedDistances.roundedBox(
                                x - 0.5, y, halfWidth - half, halfHeight - half, cornerRadius - half))
                        - half;
        double barHeight = barHeight();
        double bridge = SignedDistances.level(x, y - barHeight, 0, 0.5 - halfWidth + half) - half;
        double outer = 0.5 + halfWidth;
        double temples = SignedDistances.level(x, y - barHeight, outer - half, outer + templeLength) - half;
        return Math.min(rim, Math.min(bridge, temples));
    }
}
