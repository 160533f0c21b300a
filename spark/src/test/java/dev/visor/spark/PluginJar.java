package dev.visor.spark;

import dev.visor.setting.Plugin;
import dev.visor.spark.plugin.GreedyOnce;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The plugin of the tests as a jar in a folder. */
final class PluginJar {

    private PluginJar() {}

    static void write(Path folder) throws IOException {
        Path classes = Path.of(GreedyOnce.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        Files.createDirectories(folder);
        try (OutputStream out = Files.newOutputStream(folder.resolve("greedy.jar"));
                JarOutputStream jar = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes.resolve("dev/visor/spark/plugin"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entry(jar, classes.relativize(file).toString(), Files.readAllBytes(file));
            }
            entry(
                    jar,
                    "META-INF/services/" + Plugin.class.getName(),
                    GreedyOnce.GreedyPlugin.class.getName().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void entry(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
