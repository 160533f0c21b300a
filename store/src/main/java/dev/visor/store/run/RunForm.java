package dev.visor.store.run;

import dev.visor.store.file.Json;
import dev.visor.store.file.ReadableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells run folders that another version of Visor wrote, whose files may have another form. */
final class RunForm {

    private static final Pattern OF_VERSION_0_1 = Pattern.compile("\\s*\\{\\s*\"weightsSha256\".*", Pattern.DOTALL);
    private static final Pattern FORM = Pattern.compile("\\s*\\{\\s*\"version\"\\s*:\\s*(\\d+)\\b.*", Pattern.DOTALL);

    private RunForm() {}

    /**
     * Checks that this version can read a run, if there is one.
     *
     * @throws IOException with one line if it can't
     */
    static void check(Path run) throws IOException {
        Path record = run.resolve("run.json");
        String text = Files.exists(record)
                ? new String(ReadableFile.read(record, record.toString(), Json.LARGEST_FILE), StandardCharsets.UTF_8)
                : "";
        if (Files.exists(run.resolve("gauntlet.yaml"))
                || OF_VERSION_0_1.matcher(text).matches()) {
            throw other(run, "Visor 0.1");
        }
        Matcher form = FORM.matcher(text);
        if (form.matches() && !form.group(1).equals(String.valueOf(RunRecord.VERSION))) {
            throw other(
                    run,
                    "another version of Visor (form " + form.group(1) + " of a run, must be " + RunRecord.VERSION
                            + ")");
        }
    }

    private static IOException other(Path run, String version) {
        return new IOException(run + ": is a run of " + version
                + ", which this version can't read; run its experiment again in another folder");
    }
}
