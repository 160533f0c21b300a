package dev.visor.image;

/** A file cannot be used as a picture. The message is one line: the name, and what is wrong. */
public class PictureException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param name which picture it is; control characters are replaced, so that the message stays one line
     * @param reason what is wrong with it
     */
    public PictureException(String name, String reason) {
        super(name.replaceAll("\\p{Cntrl}", "?") + ": " + reason);
    }
}
