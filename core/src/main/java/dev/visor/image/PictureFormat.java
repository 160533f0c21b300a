package dev.visor.image;

import dev.visor.image.internal.Orientation;

/** What must be known of a kind of picture file before it is given to a decoder. Implementations are stateless. */
interface PictureFormat {

    /** {@return whether the file begins like one of this kind} */
    boolean matches(PictureBytes file);

    /**
     * {@return the size that the file's header gives}
     *
     * @throws PictureException if the header is damaged
     */
    Size size(PictureBytes file);

    /**
     * Checks that the pixels are whole and returns a file with the same pixels that a decoder reads without complaint,
     * and without the parts that it does not need.
     *
     * @throws PictureException if the file is damaged or cut off
     */
    byte[] essence(PictureBytes file);

    /**
     * {@return how to turn the pixels of a file whose essence was found whole}
     *
     * @throws PictureException if there is an orientation that cannot be read
     */
    Orientation orientation(PictureBytes file);

    /**
     * A size as a header gives it.
     *
     * @param width in pixels, perhaps absurd
     * @param height in pixels, perhaps absurd
     */
    record Size(long width, long height) {
        @Override
        public String toString() {
            return width + "x" + height;
        }
    }
}
