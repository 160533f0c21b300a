package dev.visor.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.accessory.Accessory;
import dev.visor.setting.Kind;
import dev.visor.setting.Plugin;
import dev.visor.setting.Registry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins of jars bring kinds that experiment files can name; one that can't be used is named with its jar. */
class PluginFolderTest {

    private static final String SERVICE = "META-INF/services/dev.visor.setting.Plugin";

    private static final String SCARF = """
            package my;

            import dev.visor.accessory.*;
            import dev.visor.setting.*;
            import java.util.Map;

            public record Scarf(double drop) implements Accessory {

                static final Settings<Scarf> SETTINGS = Settings.of(
                                Scarf.class, Setting.of("drop", Type.number("in [0, 2]"), "how far below the eyes it begins"))
                        .withPresets(() -> Map.of("silk scarf", new Scarf(1)));

                public Scarf {
                    SETTINGS.check(drop);
                }

                @Override
                public String name() {
                    return "scarf";
                }

                @Override
                public FacePoint center() {
                    return new FacePoint(0, drop);
                }

                @Override
                public double distance(double u, double v) {
                    return drop - v;
                }
            }
            """;

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void folder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("plugins"));
    }

    @Test
    void anAccessoryOfAJarIsUsedByName() throws IOException {
        jar("scarves.jar", Map.of("my.Scarf", SCARF, "my.Scarves", plugin("Scarves", scarf("scarf"))), "my.Scarves");
        Files.writeString(folder.resolve("readme.txt"), "no jar");
        Registry registry = PluginFolder.load(folder, Registry.standard());
        String text = "faces: embedded\naccessories: [Silk Scarf, hat band, {name: low, kind: scarf, drop: 1.5}]\n";
        ExperimentFile file = read(text, registry);
        Map<String, Accessory> worn = file.config().accessories();
        assertThat(worn.keySet()).containsExactly("silk scarf", "hat band", "low");
        assertThat(worn.get("low").distance(0, 1)).isEqualTo(0.5);
        assertThat(file.toYaml(registry)).contains("  - silk scarf\n", "    kind: scarf\n    drop: 1.5\n");
        assertThat(read(file.toYaml(registry), registry)).isEqualTo(file);
        assertThat(file.settings(registry))
                .containsEntry("accessories[1]", "silk scarf")
                .containsEntry("accessories[3].drop", "1.5");
        assertThatThrownBy(() -> read(text.replace("1.5", "3"), registry))
                .hasMessage(temporary.resolve("e.yaml") + ":2: accessories[3].drop: 3, must be in [0, 2]");
        assertThatThrownBy(() -> read(text, Registry.standard()))
                .isInstanceOf(ExperimentFileException.class)
                .hasMessageContaining("accessories[1]: \"Silk Scarf\", must be one of [eyeglass-frame, ")
                .hasMessageContaining("accessories[3].kind: \"scarf\", must be one of [eyeglass-frame, ");
    }

    @Test
    void theKindsOfAllJarsAreThereAfterThoseOfVisor() throws IOException {
        jar("b.jar", Map.of("my.Scarf", SCARF, "my.Second", plugin("Second", scarf("b-scarf"))), "my.Second");
        String silent = SCARF.replace("silk scarf", "wool scarf");
        jar("a.jar", Map.of("my.Scarf", silent, "my.First", plugin("First", scarf("a-scarf"))), "my.First");
        List<String> names = PluginFolder.load(folder, Registry.standard()).kinds(Accessory.class).stream()
                .map(Kind::name)
                .toList();
        assertThat(names).endsWith("combined", "posed", "a-scarf", "b-scarf");
        assertThat(Registry.standard().kinds(Accessory.class)).hasSize(names.size() - 2);
    }

    @Test
    void aFolderMustHaveJars() throws IOException {
        assertBad(folder + ": has no jar, must have at least one");
        Path file = Files.writeString(temporary.resolve("file"), "x");
        for (Path none : List.of(file, temporary.resolve("none"))) {
            assertThatThrownBy(() -> PluginFolder.load(none, Registry.standard()))
                    .isInstanceOf(IOException.class)
                    .hasMessage(none + ": is no folder, must be one with the jars of plugins");
        }
    }

    @Test
    void aJarMustNameAPlugin() throws IOException {
        Path jar = jar("scarves.jar", Map.of("my.Scarf", SCARF), "");
        assertBad(jar + ": brings no plugin, must name one in " + SERVICE);
        Files.writeString(jar, "no jar at all");
        assertBad(jar + ": is no jar or a damaged one");
    }

    @Test
    void aPluginMustBeThere() throws IOException {
        Path jar = jar("scarves.jar", Map.of("my.Scarf", SCARF), "my.Missing");
        assertBad(jar + ": its plugin can't be loaded: ", "my.Missing not found");
        jar("scarves.jar", Map.of("my.Scarf", SCARF), "my.Scarf");
        assertBad(jar + ": its plugin can't be loaded: ", "my.Scarf not a subtype");
    }

    @Test
    void aPluginMustBeMade() throws IOException {
        String thrower = plugin("Thrower", "")
                .replace(
                        "class Thrower implements Plugin {",
                        "class Thrower implements Plugin {\n public Thrower() {"
                                + " throw new IllegalStateException(\"first\\nsecond\"); }");
        Path jar = jar("broken.jar", Map.of("my.Thrower", thrower), "my.Thrower");
        assertBad(
                jar + ": its plugin can't be loaded: ",
                "my.Thrower could not be instantiated: java.lang.IllegalStateException: first second");
    }

    @Test
    void aPluginMustRegister() throws IOException {
        String thrower = plugin("Thrower", "if (true) throw new IllegalStateException(\"first\\nsecond\");");
        Path jar = jar("broken.jar", Map.of("my.Thrower", thrower), "my.Thrower");
        assertBad(jar + ": the plugin my.Thrower is broken: java.lang.IllegalStateException: first second");
        Map<String, String> sources = Map.of("my.Scarf", SCARF, "my.Torn", plugin("Torn", scarf("scarf")));
        jar = jar("broken.jar", sources, "my.Torn", "my/Scarf.class");
        assertBad(jar + ": the plugin my.Torn is broken: java.lang.NoClassDefFoundError: my/Scarf");
        jar = jar("broken.jar", Map.of("my.Bad", plugin("Bad", scarf("Silk Scarf")), "my.Scarf", SCARF), "my.Bad");
        assertBad(
                jar + ": the plugin my.Bad is broken: illegal name of a kind: \"Silk Scarf\", must be small letters and"
                        + " digits with hyphens between");
    }

    @Test
    void aPluginMustNotDoubleNames() throws IOException {
        for (String name : List.of("hat-band", "wide-hat-band")) {
            Path jar = jar(
                    "doubles.jar",
                    Map.of("my.Scarf", SCARF, "my.Doubles", plugin("Doubles", scarf(name))),
                    "my.Doubles");
            assertBad(jar + ": the plugin my.Doubles is broken: the kind \"" + name
                    + "\" of Accessory must have other names than the kind \"hat-band\" and its presets");
        }
        String preset = SCARF.replace("silk scarf", "face mask");
        Path jar = jar(
                "doubles.jar",
                Map.of("my.Scarf", preset, "my.Doubles", plugin("Doubles", scarf("scarf"))),
                "my.Doubles");
        assertBad(jar
                + ": the plugin my.Doubles is broken: the kind \"scarf\" of Accessory must have other names than the"
                + " kind \"face-mask\" and its presets");
    }

    @Test
    void twoJarsMustNotDoubleNames() throws IOException {
        jar("a.jar", Map.of("my.Scarf", SCARF, "my.First", plugin("First", scarf("scarf"))), "my.First");
        Path second =
                jar("b.jar", Map.of("my.Scarf", SCARF, "my.Second", plugin("Second", scarf("scarf"))), "my.Second");
        assertBad(
                second + ": the plugin my.Second is broken: the kind \"scarf\" of Accessory must have other names than"
                        + " the kind \"scarf\" and its presets");
    }

    private static String plugin(String name, String body) {
        return "package my;\nimport dev.visor.setting.*;\npublic final class " + name
                + " implements Plugin {\n@Override public void register(Registry.Builder kinds) {\n" + body
                + "\n}\n}\n";
    }

    private static String scarf(String name) {
        return "kinds.add(dev.visor.accessory.Accessory.class, Kind.of(\"" + name + "\", \"warm\", Scarf.SETTINGS));";
    }

    /** The directory of the jar names another checksum than its first entry has. */
    @Test
    void aJarMustHaveItsChecksums() throws IOException {
        Path jar = jar("scarves.jar", Map.of("my.Scarf", SCARF), "my.Scarf");
        byte[] bytes = Files.readAllBytes(jar);
        int directory = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        bytes[directory + 16] ^= 1;
        Files.write(jar, bytes);
        assertBad(jar + ": is no jar or a damaged one");
    }

    private void assertBad(String message) {
        assertThatThrownBy(() -> PluginFolder.load(folder, Registry.standard()))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }

    private void assertBad(String start, String end) {
        assertThatThrownBy(() -> PluginFolder.load(folder, Registry.standard()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(start)
                .hasMessageEndingWith(end)
                .hasMessageNotContaining("\n");
    }

    private ExperimentFile read(String text, Registry registry) throws IOException {
        return ExperimentFile.read(Files.writeString(temporary.resolve("e.yaml"), text), List.of(), registry);
    }

    /** Compiles sources by the names of their classes into a jar, without some entries; names a plugin unless it is empty. */
    private Path jar(String name, Map<String, String> sources, String plugin, String... without) throws IOException {
        Path classes = Files.createTempDirectory(temporary, "classes");
        compile(sources, classes);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.put(classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        entries.keySet().removeAll(List.of(without));
        if (!plugin.isEmpty()) {
            entries.put(SERVICE, plugin.getBytes(StandardCharsets.UTF_8));
        }
        Path jar = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                packed.putNextEntry(new JarEntry(entry.getKey()));
                packed.write(entry.getValue());
            }
        }
        return jar;
    }

    private void compile(Map<String, String> sources, Path classes) throws IOException {
        Path code = Files.createTempDirectory(temporary, "sources");
        String core = Path.of(URI.create(Plugin.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .toString();
        List<String> options = new ArrayList<>(List.of("-proc:none", "-cp", core, "-d", classes.toString()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = code.resolve(source.getKey().replace("my.", "") + ".java");
            options.add(Files.writeString(file, source.getValue()).toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, options.toArray(String[]::new)))
                .isZero();
    }
}
