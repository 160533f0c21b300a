package dev.visor.store.print;

import dev.visor.image.Blur;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.print.ColorTable;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;

/** A photograph of a printed page: what a printer, a tilted camera, the light, blur, noise and JPEG make of a PDF. */
final class SimulatedPhotograph {

    static final int DPI = 100;

    private final Image page;
    private int width = 1500;
    private int height = 2000;
    /** From a pixel, from -1 to 1 along the shorter side, to a place of the page in millimeters. */
    private double[] toPage = {125, 0, 105, 0, 125, 148, 0, 0};

    private double brightness = 1;
    private double unevenness;
    private double blur;
    private double noise;
    private int quality = 95;

    /** Takes a photograph of a printed page. */
    SimulatedPhotograph(Image page) {
        this.page = page;
    }

    /** Returns the first page of a PDF as a printer prints it. */
    static Image print(byte[] pdf, ColorTable printer) throws IOException {
        Image rendered = render(pdf, DPI);
        return Image.of(rendered.width(), rendered.height(), printer.apply(rendered.values()));
    }

    /** Returns the first page of a PDF as a picture. */
    static Image render(byte[] pdf, int dpi) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage drawn = new PDFRenderer(document).renderImageWithDPI(0, dpi);
            byte[] rgb = new byte[3 * drawn.getWidth() * drawn.getHeight()];
            for (int i = 0; i < rgb.length / 3; i++) {
                int color = drawn.getRGB(i % drawn.getWidth(), i / drawn.getWidth());
                rgb[3 * i] = (byte) (color >> 16);
                rgb[3 * i + 1] = (byte) (color >> 8);
                rgb[3 * i + 2] = (byte) color;
            }
            return Image.fromRgb8(drawn.getWidth(), drawn.getHeight(), rgb);
        }
    }

    SimulatedPhotograph size(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        return this;
    }

    /** Turns the camera by degrees and tilts it; where the page is farther away, it looks smaller. */
    SimulatedPhotograph turned(double degrees, double tiltX, double tiltY) {
        return view(125, degrees, tiltX, tiltY, 105, 148);
    }

    /** Looks at a place of the page in millimeters, so many of them on each side. */
    SimulatedPhotograph view(double half, double degrees, double tiltX, double tiltY, double x, double y) {
        double cos = half * Math.cos(Math.toRadians(degrees));
        double sin = half * Math.sin(Math.toRadians(degrees));
        toPage = new double[] {cos + x * tiltX, -sin + x * tiltY, x, sin + y * tiltX, cos + y * tiltY, y, tiltX, tiltY};
        return this;
    }

    SimulatedPhotograph light(double newBrightness, double newUnevenness) {
        brightness = newBrightness;
        unevenness = newUnevenness;
        return this;
    }

    SimulatedPhotograph blurred(double sigma) {
        blur = sigma;
        return this;
    }

    SimulatedPhotograph noisy(double sigma) {
        noise = sigma;
        return this;
    }

    SimulatedPhotograph jpeg(int newQuality) {
        quality = newQuality;
        return this;
    }

    /** Takes it. */
    byte[] take() {
        Color table = new Color(0.35f, 0.27f, 0.2f);
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[3 * width * height];
        double unit = Math.min(width, height) / 2.0;
        for (int i = 0; i < width * height; i++) {
            double x = (i % width + 0.5 - width / 2.0) / unit;
            double y = (i / width + 0.5 - height / 2.0) / unit;
            double w = toPage[6] * x + toPage[7] * y + 1;
            double u = (toPage[0] * x + toPage[1] * y + toPage[2]) / w * DPI / 25.4 - 0.5;
            double v = (toPage[3] * x + toPage[4] * y + toPage[5]) / w * DPI / 25.4 - 0.5;
            double light = brightness * (1 + unevenness * (0.7 * x - 0.4 * y) - unevenness * 0.3 * (x * x + y * y));
            for (int channel = 0; channel < 3; channel++) {
                double value = light * color(channel, u, v, table);
                values[channel * width * height + i] = (float) Math.max(0, Math.min(1, value));
            }
        }
        float[] seen = blurred(values);
        for (int i = 0; i < seen.length; i++) {
            double sum = random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble() - 2;
            seen[i] = (float) Math.max(0, Math.min(1, seen[i] + noise * Math.sqrt(3) * sum));
        }
        return PictureCodec.encodeJpeg(Image.of(width, height, seen), quality);
    }

    private float[] blurred(float[] values) {
        float[] seen = values.clone();
        for (int channel = 0; channel < 3 && blur > 0; channel++) {
            float[] plane = Arrays.copyOfRange(values, channel * width * height, (channel + 1) * width * height);
            System.arraycopy(
                    Blur.gaussian(plane, width, height, blur), 0, seen, channel * width * height, plane.length);
        }
        return seen;
    }

    private double color(int channel, double u, double v, Color table) {
        int column = (int) Math.floor(u);
        int row = (int) Math.floor(v);
        if (column < 0 || row < 0 || column + 1 >= page.width() || row + 1 >= page.height()) {
            return table.component(channel);
        }
        double dx = u - column;
        double dy = v - row;
        return (1 - dy) * ((1 - dx) * page.value(channel, row, column) + dx * page.value(channel, row, column + 1))
                + dy
                        * ((1 - dx) * page.value(channel, row + 1, column)
                                + dx * page.value(channel, row + 1, column + 1));
    }
}
