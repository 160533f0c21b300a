package dev.visor.store.file;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file is not what it should be. The message is one line: the file, and what is wrong. */
public final class DamagedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param name what the file is called
     * @param reason what is wrong; follows the name and a colon
     */
    public DamagedFileException(String name, String reason) {
        this(name, reason, null);
    }

    /**
     * Makes one.
     *
     * @param name what the file is called
     * @param reason what is wrong; follows the name and a colon
     * @param cause who found it, if anybody else
     */
    public DamagedFileException(String name, String reason, @Nullable Throwable cause) {
        super((name + ": " + reason).replaceAll("\\p{Cntrl}", "?"), cause);
    }
}
