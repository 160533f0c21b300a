package dev.visor.store.service.config;

import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import org.jspecify.annotations.Nullable;

/**
 * What is sent of a picture: the file of an aligned face on a margin, as services find faces by themselves.
 *
 * @param format of the file
 * @param margin its width on each side, as a share of the picture's width, in [0, 4]; null for {@value #USUAL} around faces
 *     that were cut out closely, and nothing around those that show their surroundings
 * @param fill what the margin shows
 */
public record SentPicture(Format format, @Nullable Double margin, Fill fill) {

    /** What files and options can set. */
    public static final Settings<SentPicture> SETTINGS = Settings.of(
                    SentPicture.class,
                    Setting.of("format", Type.word(Format.class), "format of the file that is sent"),
                    Setting.of(
                            "margin",
                            Type.optional(Type.number("in [0, 4]")),
                            "what is added on each side of an aligned face, as a share of its width (default: 0.25,"
                                    + " but 0 if the faces have a margin of their own)"),
                    Setting.of("fill", Type.word(Fill.class), "what the margin shows: the picture's edge, or gray"))
            .withDefault(() -> SentPicture.DEFAULT);

    /** A PNG file, which loses nothing, with a quarter of its width around a face that was cut out closely. */
    public static final SentPicture DEFAULT = new SentPicture(Format.PNG, null, Fill.EDGE);

    private static final double USUAL = 0.25;

    private static final byte GRAY = (byte) 128;

    /** Checks the range. */
    public SentPicture {
        SETTINGS.check(format, margin, fill);
    }

    /** Formats of files. */
    public enum Format {
        /** Loses nothing. */
        PNG,
        /** Loses what JPEG of the quality 95 loses. */
        JPEG;

        public String mediaType() {
            return this == PNG ? "image/png" : "image/jpeg";
        }

        public String fileName() {
            return this == PNG ? "face.png" : "face.jpg";
        }
    }

    /** What a margin shows. */
    public enum Fill {
        /** The pixels at the picture's edge, again and again. */
        EDGE,
        /** A neutral gray. */
        GRAY
    }

    /**
     * Returns the same with the margin resolved.
     *
     * @param surroundings whether the faces show their surroundings
     */
    public SentPicture resolved(boolean surroundings) {
        return margin == null ? new SentPicture(format, surroundings ? 0 : USUAL, fill) : this;
    }

    /**
     * Returns the picture that is sent, with 8 bits a value.
     *
     * @throws IllegalStateException if the margin is not resolved
     */
    public Image of(Image probe) {
        if (margin == null) {
            throw new IllegalStateException("the margin of sent pictures is not resolved");
        }
        int width = (int) Math.round(margin * probe.width());
        byte[] rgb = probe.toRgb8();
        int columns = probe.width() + 2 * width;
        int rows = probe.height() + 2 * width;
        byte[] wide = new byte[Image.CHANNELS * columns * rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int y = Math.max(0, Math.min(probe.height() - 1, row - width));
                int x = Math.max(0, Math.min(probe.width() - 1, column - width));
                boolean inside = y == row - width && x == column - width;
                for (int channel = 0; channel < Image.CHANNELS; channel++) {
                    wide[Image.CHANNELS * (row * columns + column) + channel] = inside || fill == Fill.EDGE
                            ? rgb[Image.CHANNELS * (y * probe.width() + x) + channel]
                            : GRAY;
                }
            }
        }
        return Image.fromRgb8(columns, rows, wide);
    }

    /** Returns the bytes of the file that is sent. */
    public byte[] encode(Image sent) {
        return format == Format.PNG ? PictureCodec.encodePng(sent) : PictureCodec.encodeJpeg(sent);
    }
}
