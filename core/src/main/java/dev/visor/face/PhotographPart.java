package dev.visor.face;

import dev.visor.image.Image;
import dev.visor.image.Mask;
import java.io.IOException;
import java.util.List;

/**
 * The part of a photograph around a face, and the way from it to the crop that a system sees. The whole photograph is not
 * kept; its {@link Origin} reads it again. Of a large face the part is shrunk, so that it has at most two pixels for one of
 * the crop along a side.
 *
 * <p>Immutable and thread-safe; as far as the origin is.
 */
public final class PhotographPart {

    /** The most pixels along a side for one of the crop. */
    private static final double MOST_DETAIL = 2;
    /** How much more than the crop the part shows on each side, as a share of the crop's side. */
    private static final double MARGIN = 0.15;

    private final Image image;
    private final Landmarks eyes;
    private final Similarity toPart;
    private final Similarity toCrop;
    private final FaceFormat format;
    private final Origin origin;

    private PhotographPart(
            Image image, Landmarks eyes, Similarity toPart, Similarity toCrop, FaceFormat format, Origin origin) {
        this.image = image;
        this.eyes = eyes;
        this.toPart = toPart;
        this.toCrop = toCrop;
        this.format = format;
        this.origin = origin;
    }

    /** Where a photograph is kept, and how its face is found. Implementations are thread-safe. */
    public interface Origin {

        /**
         * Reads the whole photograph.
         *
         * @throws IOException with one line naming the file that can't be read
         */
        Image read() throws IOException;

        /** Returns what finds faces as the face was found that this is the origin of; the same for many photographs. */
        FaceFinder finder();
    }

    /**
     * Takes the part around a face.
     *
     * @param photograph 8-bit
     * @param eyes in pixels of the photograph
     * @param toCrop from the photograph's pixels to those of the crop
     * @param format of the crop
     * @param origin reads the photograph again
     */
    public static PhotographPart of(
            Image photograph, Landmarks eyes, Similarity toCrop, FaceFormat format, Origin origin) {
        List<Point> corners =
                corners(format).stream().map(toCrop.inverse()::apply).toList();
        double[] x = corners.stream().mapToDouble(Point::x).sorted().toArray();
        double[] y = corners.stream().mapToDouble(Point::y).sorted().toArray();
        int left = (int) Math.max(0, Math.min(photograph.width() - 1, Math.floor(x[0])));
        int top = (int) Math.max(0, Math.min(photograph.height() - 1, Math.floor(y[0])));
        int width = (int) Math.max(1, Math.min(photograph.width() - left, Math.ceil(x[3]) - left + 1));
        int height = (int) Math.max(1, Math.min(photograph.height() - top, Math.ceil(y[3]) - top + 1));
        double shrink = Math.min(1, MOST_DETAIL * toCrop.scale());
        Image part = photograph.crop(left, top, width, height);
        Similarity toPart = Similarity.shift(-left, -top);
        if (shrink < 1) {
            // The middle of a pixel has whole coordinates.
            Similarity smaller = new Similarity(shrink, 0, (shrink - 1) / 2, (shrink - 1) / 2);
            part = SimilarityWarp.onBlack(smaller, (int) Math.ceil(shrink * width), (int) Math.ceil(shrink * height))
                    .quantized(part);
            toPart = toPart.then(smaller);
        }
        return new PhotographPart(
                part,
                new Landmarks(toPart.apply(eyes.leftEye()), toPart.apply(eyes.rightEye())),
                toPart,
                toPart.inverse().then(toCrop),
                format,
                origin);
    }

    /**
     * Returns this part as a picture of another part's size, moved, turned and scaled so that the eyes are where the other's are.
     * What lies beyond the photograph's part is black. The crop stays what it is, but for interpolation.
     */
    public PhotographPart placedLike(PhotographPart other) {
        Similarity move = Similarity.estimate(
                List.of(eyes.leftEye(), eyes.rightEye()), List.of(other.eyes.leftEye(), other.eyes.rightEye()));
        return new PhotographPart(
                SimilarityWarp.onBlack(move, other.image.width(), other.image.height())
                        .quantized(image),
                other.eyes,
                toPart.then(move),
                move.inverse().then(toCrop),
                format,
                origin);
    }

    /** Returns this part with an equal picture that lies in other memory ({@link Image#movedTo}). */
    public PhotographPart showing(Image equal) {
        return new PhotographPart(equal, eyes, toPart, toCrop, format, origin);
    }

    private static List<Point> corners(FaceFormat format) {
        double across = MARGIN * format.width();
        double down = MARGIN * format.height();
        return List.of(
                new Point(-across, -down),
                new Point(format.width() + across, -down),
                new Point(-across, format.height() + down),
                new Point(format.width() + across, format.height() + down));
    }

    /** Returns what is around the face, 8-bit. */
    public Image image() {
        return image;
    }

    /** Returns where the eyes are in the part. */
    public Landmarks eyes() {
        return eyes;
    }

    /** Returns the similarity from the part's pixels to those of the crop. */
    public Similarity toCrop() {
        return toCrop;
    }

    /** Returns the similarity from the whole photograph's pixels to those of the crop. */
    public Similarity photographToCrop() {
        return toPart.then(toCrop);
    }

    /** Returns the form of the crop. */
    public FaceFormat format() {
        return format;
    }

    /** Returns where the whole photograph is. */
    public Origin origin() {
        return origin;
    }

    /** Returns the crop of a picture of the part, 8-bit. */
    public Image crop(Image part) {
        return SimilarityWarp.onBlack(toCrop, format.width(), format.height()).quantized(part);
    }

    /** Returns the pixels of the crop that pixels of the part have an influence on. */
    public Mask crop(Mask region) {
        float[] shares = SimilarityWarp.onBlack(toCrop, format.width(), format.height())
                .apply(region.toImage())
                .values();
        boolean[] covered = new boolean[format.width() * format.height()];
        for (int i = 0; i < covered.length; i++) {
            covered[i] = shares[i] > 0;
        }
        return Mask.of(format.width(), format.height(), covered);
    }

    /** Returns a picture of the crop's form as a picture of the part; what lies beyond it is black. */
    public Image uncrop(Image crop) {
        return SimilarityWarp.onBlack(toCrop.inverse(), image.width(), image.height())
                .quantized(crop);
    }

    /**
     * Returns the whole photograph with a change of the part. Pixels that the change does not reach stay as they are. If the
     * part was not shrunk, the changed pixels are those of the part; else they are interpolated between them.
     *
     * @param photograph as the origin has it
     * @param part the changed part, 8-bit
     * @param region where it is changed
     */
    public Image place(Image photograph, Image part, Mask region) {
        byte[] rgb = photograph.toRgb8();
        Similarity back = toPart.inverse();
        Point first = back.apply(new Point(-1, -1));
        Point last = back.apply(new Point(image.width(), image.height()));
        Interpolation between = new Interpolation(part, region);
        for (int row = (int) Math.max(0, first.y()); row < Math.min(photograph.height(), last.y() + 1); row++) {
            for (int column = (int) Math.max(0, first.x());
                    column < Math.min(photograph.width(), last.x() + 1);
                    column++) {
                between.draw(
                        toPart.apply(new Point(column, row)),
                        rgb,
                        Image.CHANNELS * (row * photograph.width() + column));
            }
        }
        return Image.fromRgb8(photograph.width(), photograph.height(), rgb);
    }

    /** Colors between the pixels of a changed part. */
    private record Interpolation(Image part, Mask region) {

        /** Draws a pixel of the photograph, if the change reaches it. */
        void draw(Point at, byte[] rgb, int index) {
            int column = (int) Math.floor(at.x());
            int row = (int) Math.floor(at.y());
            double right = at.x() - column;
            double lower = at.y() - row;
            double share = 0;
            double[] color = new double[Image.CHANNELS];
            for (int corner = 0; corner < 4; corner++) {
                int x = column + corner % 2;
                int y = row + corner / 2;
                double weight = (corner % 2 == 0 ? 1 - right : right) * (corner / 2 == 0 ? 1 - lower : lower);
                if (weight > 0 && isChanged(x, y)) {
                    share += weight;
                    for (int channel = 0; channel < Image.CHANNELS; channel++) {
                        color[channel] += weight * part.value(channel, y, x);
                    }
                }
            }
            for (int channel = 0; channel < Image.CHANNELS && share > 0; channel++) {
                double before = (rgb[index + channel] & 0xFF) / 255.0;
                double value = (1 - share) * before + color[channel];
                rgb[index + channel] = (byte) Math.round(255 * Math.max(0, Math.min(1, value)));
            }
        }

        private boolean isChanged(int x, int y) {
            return x >= 0 && y >= 0 && x < part.width() && y < part.height() && region.contains(y * part.width() + x);
        }
    }
}
