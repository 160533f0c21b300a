package dev.visor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.accessory.Accessory;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InitializationTest {

    /** A program may begin with any type. A cycle of constants shows only if a certain one of its types comes first. */
    @Test
    void everyTypeCanBeTheFirstThatIsUsed() throws Exception {
        Path classes = Path.of(Accessory.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<String> names;
        try (Stream<Path> files = Files.walk(classes)) {
            names = files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
                    .map(file -> file.replace('/', '.').replace(".class", ""))
                    .toList();
        }
        List<String> failures = new ArrayList<>();
        for (String name : names) {
            try (URLClassLoader fresh = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
                Class.forName(name, true, fresh);
            } catch (UnsatisfiedLinkError e) {
                // Natives are left out: they are large.
            } catch (LinkageError e) {
                failures.add(name + ": " + e.getCause());
            }
        }
        assertThat(names).hasSizeGreaterThan(100);
        assertThat(failures).isEmpty();
    }

    private static URL[] classPath() throws IOException {
        List<URL> places = new ArrayList<>();
        for (String place : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
            if (!place.contains("-linux-")) {
                places.add(Path.of(place).toUri().toURL());
            }
        }
        return places.toArray(new URL[0]);
    }
}
