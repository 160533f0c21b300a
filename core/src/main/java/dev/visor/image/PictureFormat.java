package dev.visor.image;

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
     * Checks that the file is whole and returns it without the parts that a decoder of pixels does not need.
     *
     * @throws PictureException if the file is damaged or cut off
     */
    byte[] essence(PictureBytes file);

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
