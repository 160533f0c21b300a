package dev.visor.cli.serve;

import dev.visor.store.photograph.KeptPhotographs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a service stores of people beside its audit log. */
final class StorageOptions {

    private static final Pattern TIME = Pattern.compile("(\\d{1,6})([smhd])");
    private static final String FOLDER = "visor-photographs";

    @Option(
            names = "--gallery",
            paramLabel = "FILE",
            order = 10,
            description =
                    "The database of people who are enrolled and deleted over HTTP, made if it is not there. It keeps"
                            + " templates, and no pictures. Without it, nobody can be. Needs a run with \"system: {kind:"
                            + " embedding}\".")
    private @Nullable Path gallery;

    @Option(
            names = "--keep",
            paramLabel = "TIME",
            order = 11,
            description =
                    "Keep the photographs of answered requests for so long, such as 7d, 12h, 30m or 90s; then they are"
                            + " deleted. Without it, none is ever stored.")
    private @Nullable String keep;

    @Option(
            names = "--keep-in",
            paramLabel = "FOLDER",
            order = 12,
            description = "Where photographs are kept (default: " + FOLDER + " beside the audit log).")
    private @Nullable Path folder;

    Optional<Path> gallery() {
        return Optional.ofNullable(gallery);
    }

    /** Checks the time, before anything is written. */
    Optional<Duration> time() {
        return Optional.ofNullable(keep).map(StorageOptions::time);
    }

    private static Duration time(String text) {
        Matcher found = TIME.matcher(text);
        if (!found.matches()) {
            throw new IllegalArgumentException(
                    "illegal --keep: \"" + text + "\", must be a number with s, m, h or d, such as 7d");
        }
        long number = Long.parseLong(found.group(1));
        return switch (found.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** Opens the folder; what is left there from earlier is deleted in time in any case. */
    KeptPhotographs photographs(Path audit) throws IOException {
        Path own = folder == null ? audit.resolveSibling(FOLDER) : folder;
        return KeptPhotographs.open(own, time(), InstantSource.system());
    }
}
