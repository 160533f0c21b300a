package dev.visor.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file is not what it should be. The message is one line: the file, and what is wrong. */
public final class DamagedFileException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedFileException(String name, String reason) {
        this(name, reason, null);
    }

    DamagedFileException(String name, String reason, @Nullable Throwable cause) {
        super((name + ": " + reason).replaceAll("\\p{Cntrl}", "?"), cause);
    }
}
