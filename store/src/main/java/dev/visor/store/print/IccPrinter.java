package dev.visor.store.print;

import dev.visor.image.Color;
import dev.visor.print.ColorTable;
import dev.visor.print.Printer;
import dev.visor.setting.Setting;
import dev.visor.setting.Settings;
import dev.visor.setting.Type;
import java.awt.color.CMMException;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A printer by its ICC profile. A color is sent as sRGB and printed with the profile's perceptual table, as drivers do. What is
 * seen is by its colorimetric table, relative to a white that reflects all light (absolute colorimetric, ICC.1:2022, D.6), so
 * that paper is darker than white and ink lighter than black. Colors that sRGB lacks are cut to it. The file is read whenever
 * the table is asked for.
 *
 * @param file an ICC profile of a printer, of class {@code prtr}
 * @param sha256 of the file, in hexadecimal; if it is left out, that of the file as it is now
 */
public record IccPrinter(String file, @Nullable String sha256) implements Printer {

    /** What files can set. */
    public static final Settings<IccPrinter> SETTINGS = Settings.of(
            IccPrinter.class,
            Setting.of("file", Type.path(), "an ICC profile of a printer"),
            Setting.of("sha256", Type.optional(Type.line()), "its SHA-256; left out, that of the file as it is"));

    private static final int NODES = 17;
    private static final double[] D50 = {0.9642, 1, 0.8249};
    /** Where the three numbers of an XYZ tag begin. */
    private static final int XYZ_VALUES = 8;

    private static final double FIXED = 65536;

    /** From CIE XYZ at D50 to linear sRGB, with the adaptation of Bradford. */
    private static final double[][] TO_SRGB = {
        {3.1338561, -1.6168667, -0.4906146},
        {-0.9787684, 1.9161415, 0.0334540},
        {0.0719453, -0.2289914, 1.4052427}
    };

    /**
     * Reads the file if it is named for the first time.
     *
     * @throws IllegalArgumentException with one line naming the file if it cannot be read or is no printer's profile
     */
    public IccPrinter {
        sha256 = PinnedFile.pin(file, sha256, bytes -> table(file, bytes));
    }

    /**
     * {@inheritDoc}
     *
     * @throws UncheckedIOException with one line naming the file if it cannot be read or is not what it was
     */
    @Override
    public ColorTable table() {
        try {
            return table(file, PinnedFile.read(file, Objects.requireNonNull(sha256)));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static ColorTable table(String file, byte[] bytes) throws IOException {
        try {
            ICC_Profile profile = profile(file, bytes);
            ICC_ColorSpace device = new ICC_ColorSpace(profile);
            double[] paper = white(profile);
            return ColorTable.sampled(NODES, sent -> seen(device, paper, sent));
        } catch (CMMException | IllegalArgumentException e) {
            throw new IOException(refusal(file, "has no tables for both ways"), e);
        }
    }

    private static String refusal(String file, String what) {
        return file + ": " + what + ", must be an ICC profile of a printer (class prtr)";
    }

    private static ICC_Profile profile(String file, byte[] bytes) throws IOException {
        ICC_Profile profile;
        try {
            profile = ICC_Profile.getInstance(bytes);
        } catch (IllegalArgumentException | CMMException e) {
            throw new IOException(refusal(file, "is no ICC profile"), e);
        }
        if (profile.getProfileClass() != ICC_Profile.CLASS_OUTPUT) {
            throw new IOException(refusal(file, "is the profile of " + name(profile.getProfileClass())));
        }
        return profile;
    }

    private static String name(int profileClass) {
        return switch (profileClass) {
            case ICC_Profile.CLASS_INPUT -> "a scanner or a camera";
            case ICC_Profile.CLASS_DISPLAY -> "a display";
            default -> "no device";
        };
    }

    /** Returns the white of the paper relative to D50. */
    private static double[] white(ICC_Profile profile) {
        byte @Nullable [] tag = profile.getData(ICC_Profile.icSigMediaWhitePointTag);
        double[] white = {1, 1, 1};
        for (int i = 0; tag != null && tag.length >= XYZ_VALUES + 12 && i < white.length; i++) {
            white[i] = ByteBuffer.wrap(tag).getInt(XYZ_VALUES + 4 * i) / FIXED / D50[i];
        }
        return white;
    }

    private static Color seen(ICC_ColorSpace device, double[] paper, Color sent) {
        float[] inks = device.fromRGB(new float[] {sent.red(), sent.green(), sent.blue()});
        float[] xyz = device.toCIEXYZ(inks);
        float[] rgb = new float[TO_SRGB.length];
        for (int channel = 0; channel < rgb.length; channel++) {
            double linear = 0;
            for (int i = 0; i < xyz.length; i++) {
                linear += TO_SRGB[channel][i] * xyz[i] * paper[i];
            }
            rgb[channel] = encoded(linear);
        }
        return new Color(rgb[0], rgb[1], rgb[2]);
    }

    /** Returns sRGB's encoding of a linear value, cut to [0, 1]. */
    private static float encoded(double linear) {
        double value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
        return (float) Math.max(0, Math.min(1, value));
    }
}
