package dev.visor.store.faces;

import java.io.IOException;

/** A folder cannot be used as a data set of faces. The message is one line: the folder or person, and why. */
public final class FaceFolderException extends IOException {

    private static final long serialVersionUID = 1L;

    FaceFolderException(String message) {
        super(message.replaceAll("\\p{Cntrl}", "?"));
    }
}
