package dev.visor.store.experiment;

import dev.visor.setting.Plugin;
import dev.visor.setting.Registry;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Jars of plugins in a folder. */
public final class PluginFolder {

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
        URL[] urls = {jar.toUri().toURL()};
        // Stays open: classes of the plugin are loaded from it as long as the program runs.
        ClassLoader loader = new URLClassLoader(urls, Plugin.class.getClassLoader());
        try {
            List<Plugin> plugins = ServiceLoader.load(Plugin.class, loader).stream()
                    .filter(provider -> provider.type().getClassLoader() == loader)
                    .map(ServiceLoader.Provider::get)
                    .toList();
            if (plugins.isEmpty()) {
                throw new IOException(
                        jar + ": brings no plugin, must name one in META-INF/services/" + Plugin.class.getName());
            }
            plugins.forEach(builder::add);
        } catch (ServiceConfigurationError | IllegalArgumentException | LinkageError e) {
            throw new IOException(jar + ": " + e.getMessage(), e);
        }
    }
}
