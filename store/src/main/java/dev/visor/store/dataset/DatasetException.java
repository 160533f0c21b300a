package dev.visor.store.dataset;

import java.io.IOException;

/** A published data set cannot be read or made. The message is one line: the file or folder, and why. */
public final class DatasetException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message the file or folder, and why; control characters are replaced
     */
    public DatasetException(String message) {
        super(message.replaceAll("\\p{Cntrl}", "?"));
    }
}
