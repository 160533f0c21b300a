package dev.visor.image;

import dev.visor.image.internal.Orientation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Windows bitmaps, also those of OS/2. OpenCV ignores most channel masks and fills what run lengths lack, so every kind
 * is unpacked here and handed on as a bitmap of 24 bits.
 */
final class BmpFormat implements PictureFormat {

    private static final int HEADERS = 54;
    private static final int INFO_HEADER = 40;
    private static final int BITS = 24;

    @Override
    public boolean matches(PictureBytes file) {
        return file.has(0, "BM") && file.length() >= 18;
    }

    @Override
    public Size size(PictureBytes file) {
        return BmpHeader.size(file);
    }

    @Override
    public byte[] essence(PictureBytes file) {
        BmpHeader header = BmpHeader.of(file);
        int width = header.width();
        int height = header.height();
        int rowBytes = (3 * width + 3) / 4 * 4;
        ByteBuffer plain = ByteBuffer.allocate(HEADERS + rowBytes * height).order(ByteOrder.LITTLE_ENDIAN);
        plain.put((byte) 'B').put((byte) 'M').putInt(plain.capacity()).putInt(0).putInt(HEADERS);
        plain.putInt(INFO_HEADER)
                .putInt(width)
                .putInt(height)
                .putShort((short) 1)
                .putShort((short) BITS);
        BmpPixels pixels = new BmpPixels(file, header);
        for (int row = 0; row < height; row++) {
            plain.position(HEADERS + row * rowBytes);
            pixels.copyRow(header.fromTop() ? height - 1 - row : row, plain);
        }
        return plain.array();
    }

    /** {@return upright: a bitmap has no such thing, only rows from the top} */
    @Override
    public Orientation orientation(PictureBytes file) {
        return Orientation.UPRIGHT;
    }
}
