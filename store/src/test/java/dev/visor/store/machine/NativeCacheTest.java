package dev.visor.store.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCacheTest {

    @TempDir
    Path dir;

    private NativeCache cache(String given, String home, String environment) {
        Properties properties = new Properties();
        properties.setProperty(NativeCache.PROPERTY, given);
        properties.setProperty("user.home", home);
        properties.setProperty("user.name", "?");
        properties.setProperty("java.io.tmpdir", dir.resolve("tmp").toString());
        return NativeCache.of(properties, Map.of("HOME", environment));
    }

    @Test
    void whatIsGivenPrecedesHome() {
        String home = dir.resolve("home").toString();
        assertThat(cache(dir.resolve("given").toString(), home, "").folder()).contains(dir.resolve("given"));
        assertThat(cache("", home, "").folder()).contains(dir.resolve("home/.javacpp/cache"));
        assertThat(cache("", home, "").toBeSet()).isEmpty();
    }

    @Test
    void aUserWithoutAHomeGetsNoFolderInTheCurrentOne() {
        String home = dir.resolve("home").toString();
        assertThat(cache("", "?", home).toBeSet()).contains(dir.resolve("home/.javacpp/cache"));
        assertThat(cache("", "?", "").toBeSet()).contains(dir.resolve("tmp/.javacpp-_/cache"));
        assertThat(cache(dir.resolve("given").toString(), "?", "").toBeSet()).isEmpty();
    }

    @Test
    void whatCannotBeWrittenIsNamedWithWhatToSet() throws IOException {
        Path file = Files.writeString(dir.resolve("tmp"), "a file");
        NativeCache cache = cache("", file.toString(), "");
        assertThat(cache.folder()).isEmpty();
        assertThat(cache.problem())
                .isEqualTo("the native libraries can't be unpacked, because no folder for them can be written: ["
                        + file.resolve(".javacpp/cache") + ", " + file.resolve(".javacpp-_/cache")
                        + "]; choose another folder, for example VISOR_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=FOLDER"
                        + " (without ./visor: java -Dorg.bytedeco.javacpp.cachedir=FOLDER)");
    }
}
