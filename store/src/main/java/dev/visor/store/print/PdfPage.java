package dev.visor.store.print;

import dev.visor.face.Point;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.print.Paper;
import dev.visor.print.PrintedAccessory;
import dev.visor.text.Printable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.apache.pdfbox.util.Matrix;

/**
 * A PDF file of one page, drawn in millimeters from the upper left corner of the paper. The font is embedded, the viewer is
 * asked not to scale the page, and equal drawings give equal bytes. Not thread-safe.
 */
final class PdfPage implements AutoCloseable {

    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float POINT = (float) (72 / PrintedAccessory.INCH);
    private static final float GLYPH_UNITS = 1000;
    private static final int BITS = 8;

    private final PDDocument document = new PDDocument();
    private final PDPageContentStream content;
    private final PDType0Font font;
    private final double paperHeight;

    PdfPage(Paper paper, String title) throws IOException {
        paperHeight = paper.height();
        PDPage page = new PDPage(new PDRectangle(points(paper.width()), points(paper.height())));
        document.addPage(page);
        document.setDocumentId(0L);
        document.getDocumentInformation().setTitle(title);
        document.getDocumentInformation().setCreator("Visor");
        PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setPrintScaling(PDViewerPreferences.PRINT_SCALING.None);
        document.getDocumentCatalog().setViewerPreferences(preferences);
        try (InputStream file = PDDocument.class.getResourceAsStream(FONT)) {
            if (file == null) {
                throw new IOException(FONT + ": is not in the jar of PDFBox");
            }
            font = PDType0Font.load(document, file, true);
        }
        content = new PDPageContentStream(document, page);
    }

    private static float points(double millimeters) {
        return (float) millimeters * POINT;
    }

    private float up(double y) {
        return points(paperHeight - y);
    }

    /** Writes a line of text that begins at a point of its base line. */
    void text(double x, double y, double size, String text) throws IOException {
        content.beginText();
        content.setNonStrokingColor(0.1f);
        content.setFont(font, points(size));
        content.newLineAtOffset(points(x), up(y));
        content.showText(writable(text));
        content.endText();
    }

    /** Writes a line of text around a point of its base line. */
    void centered(double x, double y, double size, String text) throws IOException {
        text(x - width(size, text) / 2, y, size, text);
    }

    /** Writes a line of text, cut off if it is too wide. */
    void text(double x, double y, double size, double widest, String text) throws IOException {
        String shown = text;
        while (width(size, shown) > widest && shown.length() > 1) {
            shown = shown.substring(0, shown.length() - (shown.endsWith("\u2026") ? 2 : 1)) + "\u2026";
        }
        text(x, y, size, shown);
    }

    /** Returns the width of a text. */
    double width(double size, String text) throws IOException {
        return size * font.getStringWidth(writable(text)) / GLYPH_UNITS;
    }

    /** Returns a text in which every character that the font lacks is an escape. */
    private String writable(String text) {
        StringBuilder out = new StringBuilder();
        Printable.line(text).codePoints().forEach(character -> {
            if (hasGlyph(character)) {
                out.appendCodePoint(character);
            } else {
                out.append(String.format(Locale.ROOT, "\\u%04x", character));
            }
        });
        return out.toString();
    }

    private boolean hasGlyph(int character) {
        try {
            return font.encode(Character.toString(character)).length > 0;
        } catch (IllegalArgumentException | IOException e) {
            return false; // so PDFBox says that there is none
        }
    }

    /** Draws a straight line. */
    void line(double fromX, double fromY, double toX, double toY, double thickness, Color color) throws IOException {
        stroke(thickness, color);
        content.moveTo(points(fromX), up(fromY));
        content.lineTo(points(toX), up(toY));
        content.stroke();
    }

    /** Draws closed lines. */
    void loops(List<List<Point>> loops, double thickness, Color color) throws IOException {
        stroke(thickness, color);
        for (List<Point> loop : loops) {
            content.moveTo(points(loop.get(0).x()), up(loop.get(0).y()));
            for (Point point : loop.subList(1, loop.size())) {
                content.lineTo(points(point.x()), up(point.y()));
            }
            content.closePath();
        }
        content.stroke();
    }

    private void stroke(double thickness, Color color) throws IOException {
        content.setLineWidth(points(thickness));
        content.setLineJoinStyle(1);
        content.setStrokingColor(color.red(), color.green(), color.blue());
    }

    /** Fills a rectangle. */
    void fill(double x, double y, double width, double height, Color color) throws IOException {
        content.setNonStrokingColor(color.red(), color.green(), color.blue());
        content.addRect(points(x), up(y + height), points(width), points(height));
        content.fill();
    }

    /**
     * Draws a picture without loss.
     *
     * @param turned by a right angle, clockwise; then the corner is the upper left one of what is seen
     */
    void picture(Image image, double x, double y, int dpi, boolean turned) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, new Deflater(Deflater.BEST_COMPRESSION))) {
            out.write(image.toRgb8());
        }
        PDImageXObject object = new PDImageXObject(
                document,
                new ByteArrayInputStream(packed.toByteArray()),
                COSName.FLATE_DECODE,
                image.width(),
                image.height(),
                BITS,
                PDDeviceRGB.INSTANCE);
        float width = image.width() * (float) (PrintedAccessory.INCH / dpi) * POINT;
        float height = image.height() * (float) (PrintedAccessory.INCH / dpi) * POINT;
        content.drawImage(
                object,
                turned
                        ? new Matrix(0, -width, height, 0, points(x), up(y))
                        : new Matrix(width, 0, 0, height, points(x), up(y) - height));
    }

    /** Returns the file. */
    byte[] file() throws IOException {
        content.close();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        document.save(bytes, CompressParameters.NO_COMPRESSION); // old printers know no compressed objects
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
