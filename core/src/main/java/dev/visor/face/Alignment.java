package dev.visor.face;

import dev.visor.setting.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The template that the faces of a data set were aligned to: where the eyes are, as fractions of width and height.
 *
 * @param name how users call it
 * @param leftX in (0, 1)
 * @param leftY in (0, 1)
 * @param rightX in (leftX, 1)
 * @param rightY in (0, 1)
 */
public record Alignment(String name, double leftX, double leftY, double rightX, double rightY) {

    /** How files write it: a name, or four fractions as a list or with commas between. */
    public static final Type<Alignment> TYPE = Type.joined(Alignment::parse, Alignment::name);

    /**
     * The chips of dlib's {@code get_face_chip_details} with a padding of 0.25: eyes at (47.5, 46.6) and (100.5, 46.6)
     * of 150x150, the means of the eye outlines of dlib's mean face shape.
     */
    public static final Alignment DLIB = new Alignment("dlib", 47.55 / 150, 46.60 / 150, 100.48 / 150, 46.60 / 150);

    /** The 112x112 crops of ArcFace (Deng et al., CVPR 2019): eyes at (38.29, 51.70) and (73.53, 51.50). */
    public static final Alignment ARCFACE =
            new Alignment("arcface", 38.2946 / 112, 51.6963 / 112, 73.5318 / 112, 51.5014 / 112);

    private static final List<Alignment> NAMED = List.of(DLIB, ARCFACE);

    /** Checks the ranges. */
    public Alignment {
        boolean inside =
                leftX > 0 && leftX < rightX && rightX < 1 && leftY > 0 && leftY < 1 && rightY > 0 && rightY < 1;
        if (!inside) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "illegal eyes: (%s, %s) and (%s, %s), must be fractions in (0, 1) with the left eye first",
                    leftX,
                    leftY,
                    rightX,
                    rightY));
        }
    }

    /**
     * Returns the alignment of this name ({@code dlib} or {@code arcface}) or of four fractions,
     * {@code leftX,leftY,rightX,rightY}.
     *
     * @throws IllegalArgumentException if the text is neither
     */
    public static Alignment parse(String text) {
        for (Alignment alignment : NAMED) {
            if (alignment.name.equalsIgnoreCase(text)) {
                return alignment;
            }
        }
        String[] parts = text.split(",", -1);
        try {
            if (parts.length == 4) {
                return new Alignment(
                        text,
                        Double.parseDouble(parts[0]),
                        Double.parseDouble(parts[1]),
                        Double.parseDouble(parts[2]),
                        Double.parseDouble(parts[3]));
            }
        } catch (NumberFormatException e) {
            throw unknown(text, e);
        }
        throw unknown(text, null);
    }

    private static IllegalArgumentException unknown(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "unknown alignment: \"" + text
                        + "\", must be dlib, arcface or four fractions leftX,leftY,rightX,rightY",
                cause);
    }

    /** Returns the alignment whose pictures usually have this size: 150x150 dlib, 112x112 ArcFace. */
    public static Optional<Alignment> ofSize(int width, int height) {
        if (width == 150 && height == 150) {
            return Optional.of(DLIB);
        }
        if (width == 112 && height == 112) {
            return Optional.of(ARCFACE);
        }
        return Optional.empty();
    }

    /** Returns where the eyes are in a picture of this size. */
    public Landmarks landmarks(int width, int height) {
        return new Landmarks(new Point(leftX * width, leftY * height), new Point(rightX * width, rightY * height));
    }
}
