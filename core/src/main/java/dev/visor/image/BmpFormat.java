package dev.visor.image;

/** Windows bitmaps. */
final class BmpFormat implements PictureFormat {

    private static final int OLD_HEADER = 12;
    private static final int BITS_IN_RLE = 8;

    @Override
    public boolean matches(PictureBytes file) {
        return file.has(0, "BM") && file.length() >= 18;
    }

    @Override
    public Size size(PictureBytes file) {
        if (file.littleU32(14) == OLD_HEADER) {
            return new Size(file.littleU16(18), file.littleU16(20));
        }
        // A negative height means that the rows run from the top.
        return new Size((int) file.littleU32(18), Math.abs((long) (int) file.littleU32(22)));
    }

    @Override
    public byte[] essence(PictureBytes file) {
        Size size = size(file);
        boolean old = file.littleU32(14) == OLD_HEADER;
        long bits = file.littleU16(old ? 24 : 28);
        long compression = old ? 0 : file.littleU32(30);
        boolean runLengths = compression == 1 || compression == 2;
        long rowBytes = (size.width() * bits + 31) / 32 * 4;
        long end = file.littleU32(10) + (runLengths ? 1 : rowBytes * size.height());
        if (end > file.length()) {
            throw file.truncated();
        }
        if (runLengths && (bits > BITS_IN_RLE || file.u8(file.length() - 1L) != 1)) {
            throw file.wrong("is a damaged BMP: its run lengths have no end");
        }
        return file.array();
    }
}
