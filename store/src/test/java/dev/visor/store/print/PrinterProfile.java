package dev.visor.store.print;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes ICC profiles of version 2 (ICC.1:2001-04) with tables of 8 bits, for a device whose colors are RGB. */
final class PrinterProfile {

    private static final double[] D50 = {0.9642, 1, 0.8249};
    private static final int GRID = 17;
    private static final double[][] TO_XYZ = {
        {0.4360747, 0.3850649, 0.1430804}, {0.2225045, 0.7168786, 0.0606169}, {0.0139322, 0.0971045, 0.7141733}
    };

    private PrinterProfile() {}

    /**
     * Returns a profile.
     *
     * @param profileClass such as {@code prtr}
     * @param paper how much of the light the paper reflects, in (0, 1]
     * @param printed the linear sRGB relative to the paper of the device's sRGB; the driver sends sRGB as it is
     */
    static byte[] of(String profileClass, double paper, UnaryOperator<double[]> printed) {
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("desc", text("desc"));
        tags.put("cprt", text("text"));
        tags.put("wtpt", xyz(D50[0] * paper, D50[1] * paper, D50[2] * paper));
        byte[] seen = table(device -> lab(printed.apply(device)));
        byte[] sent = table(PrinterProfile::device);
        for (int intent = 0; intent < 3; intent++) {
            tags.put("A2B" + intent, seen);
            tags.put("B2A" + intent, sent);
        }
        return file(profileClass, tags);
    }

    private static byte[] file(String profileClass, Map<String, byte[]> tags) {
        int size = 132 + 12 * tags.size();
        for (byte[] tag : tags.values()) {
            size += (tag.length + 3) / 4 * 4;
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        out.putInt(size).putInt(0).putInt(0x02400000);
        out.put((profileClass + "RGB Lab ").getBytes(StandardCharsets.US_ASCII));
        out.putShort(24, (short) 2026).putShort(26, (short) 1).putShort(28, (short) 1);
        out.position(36);
        out.put("acsp".getBytes(StandardCharsets.US_ASCII));
        out.putInt(68, fixed(D50[0])).putInt(72, fixed(D50[1])).putInt(76, fixed(D50[2]));
        out.position(128);
        out.putInt(tags.size());
        int at = 132 + 12 * tags.size();
        for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
            out.put(tag.getKey().getBytes(StandardCharsets.US_ASCII));
            out.putInt(at).putInt(tag.getValue().length);
            at += (tag.getValue().length + 3) / 4 * 4;
        }
        for (byte[] tag : tags.values()) {
            out.put(tag);
            out.position((out.position() + 3) / 4 * 4);
        }
        return out.array();
    }

    private static byte[] text(String type) {
        ByteBuffer out = ByteBuffer.allocate(110);
        out.put(type.getBytes(StandardCharsets.US_ASCII)).putInt(0);
        if (type.equals("desc")) {
            out.putInt(5);
        }
        out.put("test".getBytes(StandardCharsets.US_ASCII));
        return out.array();
    }

    private static int fixed(double value) {
        return (int) Math.round(value * 65536);
    }

    private static byte[] xyz(double x, double y, double z) {
        ByteBuffer out = ByteBuffer.allocate(20);
        out.put("XYZ ".getBytes(StandardCharsets.US_ASCII)).putInt(0);
        return out.putInt(fixed(x)).putInt(fixed(y)).putInt(fixed(z)).array();
    }

    /** Returns a table of three inputs and three outputs, each in [0, 1]. */
    private static byte[] table(UnaryOperator<double[]> function) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("mft1".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[] {0, 0, 0, 0, 3, 3, GRID, 0});
        for (int i = 0; i < 9; i++) {
            out.writeBytes(ByteBuffer.allocate(4).putInt(i % 4 == 0 ? 65536 : 0).array());
        }
        straight(out);
        for (int node = 0; node < GRID * GRID * GRID; node++) {
            double[] at = {node / (GRID * GRID) / 16.0, node / GRID % GRID / 16.0, node % GRID / 16.0};
            for (double value : function.apply(at)) {
                out.write((int) Math.round(255 * Math.max(0, Math.min(1, value))));
            }
        }
        straight(out);
        return out.toByteArray();
    }

    private static void straight(ByteArrayOutputStream out) {
        for (int i = 0; i < 3 * 256; i++) {
            out.write(i % 256);
        }
    }

    static double linear(double encoded) {
        return encoded <= 0.04045 ? encoded / 12.92 : Math.pow((encoded + 0.055) / 1.055, 2.4);
    }

    static double encoded(double linear) {
        return linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
    }

    /** Returns L, a and b of linear sRGB, as tables of 8 bits have them. */
    private static double[] lab(double[] linear) {
        double[] f = new double[3];
        for (int i = 0; i < 3; i++) {
            double t = 0;
            for (int channel = 0; channel < 3; channel++) {
                t += TO_XYZ[i][channel] * linear[channel];
            }
            t /= D50[i];
            f[i] = t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
        }
        return new double[] {
            (116 * f[1] - 16) / 100, (500 * (f[0] - f[1]) + 128) / 255, (200 * (f[1] - f[2]) + 128) / 255
        };
    }

    /** Returns the encoded sRGB of L, a and b. */
    private static double[] device(double[] lab) {
        double fy = (100 * lab[0] + 16) / 116;
        double[] f = {fy + (255 * lab[1] - 128) / 500, fy, fy - (255 * lab[2] - 128) / 200};
        double[] xyz = new double[3];
        for (int i = 0; i < 3; i++) {
            double cube = f[i] * f[i] * f[i];
            xyz[i] = D50[i] * (cube > 216.0 / 24389 ? cube : (116 * f[i] - 16) * 27 / 24389);
        }
        return new double[] {
            encoded(3.1338561 * xyz[0] - 1.6168667 * xyz[1] - 0.4906146 * xyz[2]),
            encoded(-0.9787684 * xyz[0] + 1.9161415 * xyz[1] + 0.0334540 * xyz[2]),
            encoded(0.0719453 * xyz[0] - 0.2289914 * xyz[1] + 1.4052427 * xyz[2])
        };
    }
}
