package dev.visor.store.faces;

import dev.visor.image.Image;

/** The width and height of a picture in pixels. */
record PictureSize(int width, int height) {

    static PictureSize of(Image image) {
        return new PictureSize(image.width(), image.height());
    }

    long area() {
        return (long) width * height;
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
