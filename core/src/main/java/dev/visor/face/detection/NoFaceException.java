package dev.visor.face.detection;

import dev.visor.image.PictureException;

/** A picture shows no face that can be used. */
public final class NoFaceException extends PictureException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param name of the picture
     * @param reason what is wrong, as it stands behind the name
     */
    public NoFaceException(String name, String reason) {
        super(name, reason);
    }
}
