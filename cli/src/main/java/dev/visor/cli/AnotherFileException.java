package dev.visor.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A folder holds what another file of settings came to. The message has the first line that differs. */
final class AnotherFileException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Finds the difference.
     *
     * @param what the file tells of, without an article
     * @param there the resolved file in the folder
     * @param here the one that was to be run
     */
    AnotherFileException(Path folder, String what, String there, String here) {
        super(message(folder, what, there.lines().toList(), here.lines().toList()));
    }

    private static String message(Path folder, String what, List<String> there, List<String> here) {
        int line = 0;
        while (line < Math.min(there.size(), here.size()) - 1 && there.get(line).equals(here.get(line))) {
            line++;
        }
        return folder + ": holds another " + what + ", with \""
                + there.get(line).strip() + "\" instead of \"" + here.get(line).strip() + "\"; choose another --out";
    }
}
