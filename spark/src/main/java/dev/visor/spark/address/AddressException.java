package dev.visor.spark.address;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import org.apache.hadoop.security.AccessControlException;

/** An address can't be used. The message is one line that names it. */
public final class AddressException extends IOException {

    private static final long serialVersionUID = 1L;

    private static final String NO_RIGHT =
            "; have its owner give you the right to read and write there, or choose another --out";

    AddressException(String address, String reason) {
        super(address + ": " + reason);
    }

    private AddressException(String address, String reason, Throwable cause) {
        super(address + ": " + reason, cause);
    }

    /** Returns why an address can't be used, from what a file system threw. */
    static AddressException of(String address, Throwable thrown) {
        return thrown instanceof AddressException known ? known : new AddressException(address, reason(thrown), thrown);
    }

    private static String reason(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String line = firstLine(cause);
            if (cause instanceof AccessControlException
                    || cause instanceof AccessDeniedException
                    || cause instanceof FileNotFoundException && line.contains("(Permission denied)")) {
                return "has no rights for this user (" + line + ")" + NO_RIGHT;
            }
            if (cause instanceof UnknownHostException || line.contains("UnknownHostException")) {
                return "there is no such host (" + line + ")";
            }
            if (cause instanceof ConnectException && !(cause.getCause() instanceof ConnectException)) {
                return "nobody answers there (" + line + ")";
            }
            if (line.startsWith("No FileSystem for scheme")
                    || cause instanceof ClassNotFoundException
                    || cause instanceof LinkageError) {
                return "there is no file system for such addresses on the class path (" + line
                        + "); name its library with --packages or --jars of spark-submit, or in the folder jars of Spark";
            }
        }
        return "can't be read or written: " + firstLine(thrown);
    }

    private static String firstLine(Throwable e) {
        String message = String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst(";? *For more details see.*", "");
        return message.isBlank() || e.getMessage() == null || e instanceof ClassNotFoundException
                ? e.getClass().getSimpleName() + ": " + message
                : message;
    }
}
