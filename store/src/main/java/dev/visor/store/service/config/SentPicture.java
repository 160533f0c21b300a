package dev.visor.store.service.config;

import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;

/**
 * What is sent of a picture: the file of an aligned face on a margin, as services find faces by themselves.
 *
 * @param format of the file
 * @param margin its width on each side, as a share of the picture's width, in [0, 4]
 * @param fill what the margin shows
 */
public record SentPicture(Format format, double margin, Fill fill) {

    /** What files and options can set. */
    public static final Settings<SentPicture> SETTINGS = Settings.of(
                    SentPicture.class,
                    Setting.of("format", Type.word(Format.class), "format of the file that is sent"),
                    Setting.of(
                            "margin",
                            Type.number("in [0, 4]"),
                            "what is added on each side of an aligned face, as a share of its width"),
                    Setting.of("fill", Type.word(Fill.class), "what the margin shows: the picture's edge, or gray"))
            .withDefault(() -> SentPicture.DEFAULT);

    /** A PNG file, which loses nothing, with a quarter of its width around it. */
    public static final SentPicture DEFAULT = new SentPicture(Format.PNG, 0.25, Fill.EDGE);

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

    /** Returns the picture that is sent, with 8 bits a value. */
    public Image of(Image probe) {
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
