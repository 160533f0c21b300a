package dev.visor.cli.run;

import dev.visor.api.engine.RunEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a run is written: a folder, or an address that an engine knows, whose copy is a folder here. What is printed names the
 * address, because the copy does not stay.
 *
 * @param folder on this machine
 * @param address null if there is none
 * @param engine what computes attacks and decisions; null for this process
 */
record Destination(
        Path folder, @Nullable String address, @Nullable RunEngine engine) {

    /** Windows has drives of one letter. */
    private static final Pattern ADDRESS = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+:/.*", Pattern.DOTALL);

    /**
     * Checks what {@code --out} names, before anything is opened.
     *
     * @param far whether an engine computes that may know addresses
     * @throws IllegalArgumentException with one line if it can't be used
     */
    static void check(String out, boolean far) {
        if (isAddress(out) && !far) {
            throw new IllegalArgumentException("illegal --out: " + out
                    + ", must be a folder; addresses need an engine that writes to them, such as --engine spark");
        }
    }

    private static boolean isAddress(String out) {
        return ADDRESS.matcher(out).matches();
    }

    /** Names a folder of this machine, for this process. */
    static Destination here(Path folder) {
        return new Destination(folder, null, null);
    }

    /**
     * Opens what {@code --out} names.
     *
     * @throws IOException with one line naming the address if it can't be used
     */
    static Destination open(String out, @Nullable RunEngine engine) throws IOException {
        return engine != null && isAddress(out)
                ? new Destination(engine.fetch(out), out.replaceFirst("(?<=[^:/])/+$", ""), engine)
                : new Destination(Path.of(out), null, engine);
    }

    /** Returns a text with the address in place of its copy. */
    String named(String text) {
        return address == null ? text : text.replace(folder.toString(), address);
    }

    /** Returns what to do with the page of a run: no browser opens an address, so its folder must be fetched. */
    String page(Path report) {
        return address == null ? "open " + report : "fetch " + address + " to see " + report.getFileName();
    }

    /** Lets the engine keep what a run has written that failed, and returns why it failed. */
    Exception failed(Exception e) {
        if (engine == null || address == null) {
            return e;
        }
        try {
            engine.kept(true);
        } catch (IOException | RuntimeException unkept) {
            e.addSuppressed(unkept);
        }
        String message = String.valueOf(e.getMessage());
        boolean bad = e instanceof IOException || e instanceof UncheckedIOException;
        return !bad || e instanceof FileSystemException || !message.contains(folder.toString())
                ? e
                : new IOException(named(message), e);
    }
}
