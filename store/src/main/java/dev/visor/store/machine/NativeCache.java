package dev.visor.store.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The folder that JavaCPP unpacks native libraries to: that of a system property, one in the home folder, or one in the
 * folder of temporary files. Immutable and thread-safe.
 */
public final class NativeCache {

    /** The system property that names the folder. */
    public static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

    /** What the libraries need and some more, in bytes. */
    private static final long ENOUGH = 1L << 30;

    private static final long MEGABYTE = 1_000_000;

    private final List<Path> candidates;
    private final boolean homeless;

    private NativeCache(List<Path> candidates, boolean homeless) {
        this.candidates = List.copyOf(candidates);
        this.homeless = homeless;
    }

    /** {@return the folder of this process} */
    public static NativeCache ofProcess() {
        return of(System.getProperties(), System.getenv());
    }

    static NativeCache of(Properties properties, Map<String, String> environment) {
        List<Path> candidates = new ArrayList<>();
        String given = properties.getProperty(PROPERTY, "");
        if (!given.isEmpty()) {
            candidates.add(Path.of(given));
        }
        // Java calls the home of a user without an account "?", which would become a folder in the current one.
        boolean homeless = !isAbsolute(properties.getProperty("user.home", ""));
        String home = homeless ? environment.getOrDefault("HOME", "") : properties.getProperty("user.home", "");
        if (isAbsolute(home)) {
            candidates.add(Path.of(home, ".javacpp", "cache"));
        }
        String user = properties.getProperty("user.name", "").replaceAll("[^A-Za-z0-9._-]", "_");
        candidates.add(Path.of(properties.getProperty("java.io.tmpdir", "/tmp"), ".javacpp-" + user, "cache"));
        return new NativeCache(candidates, homeless && given.isEmpty());
    }

    private static boolean isAbsolute(String path) {
        return !path.isEmpty() && Path.of(path).isAbsolute();
    }

    /** {@return the folder that must be set as the {@link #PROPERTY}, because the home folder of the user is unknown} */
    public Optional<Path> toBeSet() {
        return homeless ? folder() : Optional.empty();
    }

    /** {@return the first folder that can be written or made; empty if there is none} */
    public Optional<Path> folder() {
        return candidates.stream().filter(NativeCache::isUsable).findFirst();
    }

    private static boolean isUsable(Path folder) {
        Path existing = existing(folder);
        return Files.isDirectory(existing)
                && Files.isReadable(existing)
                && Files.isWritable(existing)
                && Files.isExecutable(existing);
    }

    private static Path existing(Path folder) {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }

    /** {@return why libraries probably can't be loaded, in one line that says what to set} */
    public String problem() {
        Optional<Path> folder = folder();
        String what;
        if (folder.isEmpty()) {
            what = "can't be unpacked, because no folder for them can be written: " + candidates;
        } else if (free(folder.get()) < ENOUGH) {
            what = "can't be unpacked to " + folder.get() + ", which has " + free(folder.get()) / MEGABYTE
                    + " MB left and may need 1000";
        } else {
            what = "that are unpacked to " + folder.get() + " can't be loaded, perhaps because it forbids execution, or"
                    + " memory or a quota is short";
        }
        return "the native libraries " + what + "; choose another folder, for example VISOR_JAVA_OPTS=-D" + PROPERTY
                + "=FOLDER (without ./visor: java -D" + PROPERTY + "=FOLDER)";
    }

    private static long free(Path folder) {
        try {
            return Files.getFileStore(existing(folder)).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE; // not known, so not the reason
        }
    }
}
