package dev.visor.store.experiment;

import dev.visor.setting.Plugin;
import dev.visor.setting.Registry;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipException;

/** Jars of plugins in a folder. */
public final class PluginFolder {

    private static final String SERVICE = "META-INF/services/" + Plugin.class.getName();

    private PluginFolder() {}

    /**
     * Returns the kinds of a registry and those of the plugins in a folder, each jar with a class loader of its own.
     *
     * @throws IOException with one line that names the folder if it can't be read or has no jar, or the jar that is broken, brings
     *     no plugin, or doubles a name
     */
    public static Registry load(Path folder, Registry registry) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + ": is no folder, must be one with the jars of plugins");
        }
        List<Path> jars;
        try (Stream<Path> files = Files.list(folder)) {
            jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
        if (jars.isEmpty()) {
            throw new IOException(folder + ": has no jar, must have at least one");
        }
        Registry.Builder builder = registry.toBuilder();
        for (Path jar : jars) {
            add(jar, builder);
        }
        return builder.build();
    }

    private static void add(Path jar, Registry.Builder builder) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            if (file.getEntry(SERVICE) == null) {
                throw new IOException(jar + ": brings no plugin, must name one in " + SERVICE);
            }
            checkSums(file);
        } catch (ZipException | EOFException e) {
            throw new IOException(jar + ": is no jar or a damaged one", e);
        }
        URL[] urls = {jar.toUri().toURL()};
        // Stays open: classes of the plugin are loaded from it as long as the program runs.
        ClassLoader loader = new URLClassLoader(urls, Plugin.class.getClassLoader());
        try {
            ServiceLoader.load(Plugin.class, loader).stream()
                    .filter(provider -> provider.type().getClassLoader() == loader)
                    .map(ServiceLoader.Provider::get)
                    .forEach(builder::add);
        } catch (IllegalArgumentException e) {
            throw new IOException(jar + ": " + e.getMessage(), e);
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new IOException(jar + ": its plugin can't be loaded: " + reason(e), e);
        }
    }

    /** Class loaders don't compare what they read with its checksum. */
    private static void checkSums(JarFile file) throws IOException {
        for (JarEntry entry : Collections.list(file.entries())) {
            CRC32 crc = new CRC32();
            try (InputStream in = new CheckedInputStream(file.getInputStream(entry), crc)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            if (crc.getValue() != entry.getCrc()) {
                throw new ZipException("the entry " + entry.getName() + " has another CRC-32");
            }
        }
    }

    private static String reason(Throwable e) {
        String reason = e instanceof LinkageError ? e.toString() : String.valueOf(e.getMessage());
        String cause = e.getCause() == null ? "" : ": " + e.getCause();
        return (reason.replace(Plugin.class.getName() + ": ", "") + cause).replaceAll("\\p{Cntrl}+", " ");
    }
}
