package dev.visor.store.photograph;

import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.Folders;
import dev.visor.store.file.OwnerOnly;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder of photographs that are kept for a time. Each has the id of its request and the time at which it is deleted in its name,
 * such as {@code 3e7364fb-8e15-4e05-9ed5-6e4b7d195783-1.until-20261204T110103Z.jpg}. So it is deleted in time whatever is set when the
 * folder is opened again. Other files of the folder are left alone.
 *
 * <p>Thread-safe.
 */
public final class KeptPhotographs {

    /** The longest time, in days. */
    public static final int MOST_DAYS = 3650;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssX", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern NAME =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-\\d+\\.until-(\\d{8}T\\d{6}Z)\\.[a-z]+");

    private final Path folder;
    private final Optional<Duration> time;
    private final InstantSource clock;

    private KeptPhotographs(Path folder, Optional<Duration> time, InstantSource clock) {
        this.folder = folder;
        this.time = time;
        this.clock = clock;
    }

    /**
     * Opens a folder, makes it if photographs are to be kept, and deletes those whose time is over.
     *
     * @param time for which photographs are kept, more than nothing and at most {@value #MOST_DAYS} days; empty to keep no more
     * @param clock says what time it is
     * @throws IllegalArgumentException if the time is not in its range
     * @throws IOException with one line naming the folder if it can't be written
     */
    public static KeptPhotographs open(Path folder, Optional<Duration> time, InstantSource clock) throws IOException {
        time.filter(one -> one.compareTo(Duration.ofSeconds(1)) < 0 || one.compareTo(Duration.ofDays(MOST_DAYS)) > 0)
                .ifPresent(one -> {
                    throw new IllegalArgumentException("illegal time to keep photographs: " + one.toSeconds()
                            + " s, must be in [1 s, " + MOST_DAYS + " d]");
                });
        KeptPhotographs kept = new KeptPhotographs(folder, time, clock);
        if (time.isPresent()) {
            kept.make();
        }
        if (Files.isDirectory(folder)) {
            AtomicFile.deleteDrafts(folder); // what a killed process has left half-written
        }
        kept.clear();
        return kept;
    }

    private void make() throws IOException {
        try {
            if (!Files.exists(folder)) {
                Folders.createParent(folder);
                OwnerOnly.createFolder(folder);
            }
        } catch (FileSystemException e) {
            throw new IOException(folder + ": cannot be made: " + AtomicFile.reason(e), e);
        }
        AtomicFile.check(folder.resolve("photograph"));
    }

    /**
     * Keeps the photographs of a request; does nothing if none are to be kept.
     *
     * @param request its id, a UUID
     * @param photographs the bytes of their files, which stay as they are
     * @throws IOException with one line naming the file if one can't be written; none is kept then
     */
    public void keep(String request, List<byte[]> photographs) throws IOException {
        if (time.isEmpty()) {
            return;
        }
        String until = TIME.format(clock.instant().plus(time.get()));
        List<Path> written = new ArrayList<>();
        try {
            for (byte[] photograph : photographs) {
                Path file = folder.resolve(
                        request + "-" + (written.size() + 1) + ".until-" + until + "." + extension(photograph));
                written.add(file);
                AtomicFile.write(file, photograph);
            }
        } catch (IOException e) {
            for (Path file : written) {
                Files.deleteIfExists(file);
            }
            throw e;
        }
    }

    /** Returns how often to look for those whose time is over: after a tenth of it, but every second to every minute. */
    public Duration interval() {
        long seconds = time.map(Duration::toSeconds).orElse(Long.MAX_VALUE) / 10;
        return Duration.ofSeconds(Math.max(1, Math.min(60, seconds)));
    }

    /** Deletes the photographs of a request whose answer nobody got. */
    public void forget(String request) throws IOException {
        for (Path file : list(request + "-*")) {
            Files.deleteIfExists(file);
        }
    }

    /**
     * Deletes the photographs whose time is over.
     *
     * @return how many
     * @throws IOException with one line naming what can't be deleted
     */
    public int clear() throws IOException {
        int deleted = 0;
        for (Path file : list("*")) {
            if (isOver(file)) {
                Files.deleteIfExists(file);
                deleted++;
            }
        }
        return deleted;
    }

    private boolean isOver(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        try {
            return name.matches() && !TIME.parse(name.group(2), Instant::from).isAfter(clock.instant());
        } catch (DateTimeException e) {
            return false; // somebody else's file
        }
    }

    private List<Path> list(String pattern) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, pattern)) {
            found.forEach(files::add);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return files;
    }

    /** Returns how names of such files end. */
    private static String extension(byte[] file) {
        if (starts(file, 0, "\u00ff\u00d8")) {
            return "jpg";
        }
        if (starts(file, 0, "\u0089PNG")) {
            return "png";
        }
        if (starts(file, 0, "BM")) {
            return "bmp";
        }
        return starts(file, 0, "RIFF") && starts(file, 8, "WEBP") ? "webp" : "picture";
    }

    private static boolean starts(byte[] file, int from, String bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            if (from + i >= file.length || (file[from + i] & 0xFF) != bytes.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
