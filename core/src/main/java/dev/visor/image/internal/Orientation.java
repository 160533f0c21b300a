package dev.visor.image.internal;

/** How a stored picture must be turned to stand upright; in the order of EXIF's numbers, which begin with 1. */
public enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, true, false),
    UPSIDE_DOWN(false, true, true),
    FLIPPED(false, false, true),
    TRANSPOSED(true, false, false),
    TURN_RIGHT(true, false, true),
    TRANSVERSED(true, true, true),
    TURN_LEFT(true, true, false);

    private final boolean swapsSides;
    private final boolean fromRight;
    private final boolean fromBottom;

    Orientation(boolean swapsSides, boolean fromRight, boolean fromBottom) {
        this.swapsSides = swapsSides;
        this.fromRight = fromRight;
        this.fromBottom = fromBottom;
    }

    /** {@return the orientation that EXIF gives this number; a number outside of [1, 8] means nothing, so upright} */
    public static Orientation of(long number) {
        return number >= 1 && number <= values().length ? values()[(int) number - 1] : UPRIGHT;
    }

    /** {@return the picture upright} */
    public Codec.Pixels turn(Codec.Pixels stored) {
        if (this == UPRIGHT) {
            return stored;
        }
        int width = swapsSides ? stored.height() : stored.width();
        int height = swapsSides ? stored.width() : stored.height();
        byte[] source = stored.rgb();
        byte[] turned = new byte[source.length];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int column = swapsSides ? y : x;
                int row = swapsSides ? x : y;
                int fromX = fromRight ? stored.width() - 1 - column : column;
                int fromY = fromBottom ? stored.height() - 1 - row : row;
                System.arraycopy(source, 3 * (fromY * stored.width() + fromX), turned, at, 3);
                at += 3;
            }
        }
        return new Codec.Pixels(width, height, turned);
    }
}
