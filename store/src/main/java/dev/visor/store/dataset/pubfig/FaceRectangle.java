package dev.visor.store.dataset.pubfig;

import dev.visor.face.Point;
import dev.visor.image.Image;
import java.util.Arrays;

/**
 * Where a face is in a picture, in pixels from its top left corner.
 *
 * @param left first column, at least 0
 * @param top first row, at least 0
 * @param right the column after the last, more than left
 * @param bottom the row after the last, more than top
 */
public record FaceRectangle(int left, int top, int right, int bottom) {

    /** Checks the ranges. */
    public FaceRectangle {
        if (left < 0 || top < 0 || right <= left || bottom <= top) {
            throw illegal(left + "," + top + "," + right + "," + bottom);
        }
    }

    /**
     * {@return the rectangle of a text {@code x0,y0,x1,y1}}
     *
     * @throws IllegalArgumentException if the text is no such rectangle
     */
    static FaceRectangle parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 4) {
            throw illegal(text);
        }
        try {
            int[] corners = Arrays.stream(parts)
                    .map(String::strip)
                    .mapToInt(Integer::parseInt)
                    .toArray();
            return new FaceRectangle(corners[0], corners[1], corners[2], corners[3]);
        } catch (NumberFormatException e) {
            throw illegal(text);
        }
    }

    private static IllegalArgumentException illegal(String text) {
        return new IllegalArgumentException("illegal rect: " + Quoted.of(text)
                + ", must be four integers x0,y0,x1,y1 with 0 <= x0 < x1 and 0 <= y0 < y1");
    }

    /** {@return whether the picture shows all of it} */
    boolean isInside(Image picture) {
        return right <= picture.width() && bottom <= picture.height();
    }

    /** {@return whether the picture shows any of it} */
    boolean touches(Image picture) {
        return left < picture.width() && top < picture.height();
    }

    /** {@return this rectangle with half of its size around it, as far as the picture reaches} */
    FaceRectangle surroundings(Image picture) {
        int across = (right - left) / 2;
        int down = (bottom - top) / 2;
        return new FaceRectangle(
                Math.max(0, left - across),
                Math.max(0, top - down),
                Math.min(picture.width(), right + across),
                Math.min(picture.height(), bottom + down));
    }

    /** {@return whether a point of the picture lies in it} */
    boolean contains(Point point) {
        return point.x() >= left && point.x() < right && point.y() >= top && point.y() < bottom;
    }

    /** {@return how far a point is from the middle} */
    double offCenter(Point point) {
        return point.distance(new Point((left + right) / 2.0, (top + bottom) / 2.0));
    }

    /** {@return this part of a picture that shows all of it} */
    Image cut(Image picture) {
        return picture.crop(left, top, right - left, bottom - top);
    }

    @Override
    public String toString() {
        return left + "," + top + "," + right + "," + bottom;
    }
}
