package dev.visor.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTest {

    interface Fruit {}

    enum Fruits implements Fruit {
        APPLE,
        PEAR
    }

    record Melon(int seeds) implements Fruit {
        static final Settings<Melon> SETTINGS =
                Settings.of(Melon.class, Setting.of("seeds", Type.whole("at least 0"), "how many seeds"));
    }

    /** Registers what users register. */
    public static final class Orchard implements Plugin {
        @Override
        public void register(Registry.Builder kinds) {
            kinds.add(Fruit.class, Kind.single("apple", "grows on trees", Fruits.APPLE));
            kinds.add(Fruit.class, Kind.of("melon", "lies on the ground", Melon.SETTINGS));
        }
    }

    /** Registers what is there already. */
    public static final class Twice implements Plugin {
        @Override
        public void register(Registry.Builder kinds) {
            kinds.add(Fruit.class, Kind.single("apple", "is not an apple", Fruits.PEAR));
        }
    }

    /** Cannot register anything. */
    public static final class Broken implements Plugin {
        @Override
        public void register(Registry.Builder kinds) {
            throw new NoClassDefFoundError("dev/visor/Gone");
        }
    }

    /** Finds plugins that its file of services names, besides those on the class path. */
    private static ClassLoader naming(Class<?>... plugins) {
        return naming(
                String.join("\n", List.of(plugins).stream().map(Class::getName).toList()));
    }

    private static ClassLoader naming(String services) {
        return new ClassLoader(RegistryTest.class.getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                List<URL> urls = Collections.list(super.getResources(name));
                if (name.equals("META-INF/services/" + Plugin.class.getName())) {
                    urls.add(url(services));
                }
                return Collections.enumeration(urls);
            }
        };
    }

    private static URL url(String text) throws IOException {
        return new URL(null, "memory:services", new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
                return new URLConnection(url) {
                    @Override
                    public void connect() {
                        // There is nothing to connect to.
                    }

                    @Override
                    public InputStream getInputStream() {
                        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
                    }
                };
            }
        });
    }

    @Test
    void findsAUsersPluginBesideThoseOfVisor() {
        Registry registry = Registry.load(naming(Orchard.class));
        assertThat(registry.kinds(Fruit.class)).extracting(Kind::name).containsExactly("apple", "melon");
        assertThat(registry.kinds(dev.visor.accessory.Accessory.class))
                .hasSameSizeAs(Registry.standard().kinds(dev.visor.accessory.Accessory.class));
        assertThat(Registry.standard().kinds(Fruit.class)).isEmpty();
    }

    @Test
    void knowsTheKindOfAValue() {
        Registry registry = Registry.load(naming(Orchard.class));
        assertThat(registry.kindOf(Fruit.class, new Melon(3)).name()).isEqualTo("melon");
        assertThat(registry.kindOf(Fruit.class, Fruits.APPLE).name()).isEqualTo("apple");
        assertThatThrownBy(() -> registry.kindOf(Fruit.class, Fruits.PEAR))
                .hasMessage("PEAR is of no registered kind of Fruit, must be one of [apple, melon]");
    }

    @Test
    void aDoubledNameNamesThePlugin() {
        assertThatThrownBy(() -> Registry.load(naming(Orchard.class, Twice.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the plugin " + Twice.class.getName()
                        + " is broken: the kind \"apple\" of Fruit must have other names than the kind \"apple\" and its"
                        + " presets");
    }

    @Test
    void aBrokenPluginIsNamed() {
        assertThatThrownBy(() -> Registry.load(naming(Broken.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the plugin " + Broken.class.getName() + " is broken: ")
                .hasMessageContaining("dev/visor/Gone");
        assertThatThrownBy(() -> Registry.load(naming("com.example.Missing")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a plugin on the class path is broken: ")
                .hasMessageContaining("com.example.Missing");
    }

    /** Another family may use the same name. */
    @Test
    void buildersStartFromWhatThereIsAndChangeNothingOfIt() {
        Registry registry = Registry.load(naming(Orchard.class));
        Registry more = registry.toBuilder()
                .add(Fruit.class, Kind.single("pear", "grows on trees", Fruits.PEAR))
                .add(Fruits.class, Kind.single("apple", "the constant", Fruits.APPLE))
                .build();
        assertThat(more.kinds(Fruit.class)).extracting(Kind::name).containsExactly("apple", "melon", "pear");
        assertThat(more.kinds(Fruits.class)).extracting(Kind::name).containsExactly("apple");
        assertThat(registry.kinds(Fruit.class)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Apple", "an apple", "apple-", "-apple", "äpfel", "a--b"})
    void refusesNamesThatFilesCanNotUse(String name) {
        assertThatThrownBy(() -> Kind.single(name, "a fruit", Fruits.APPLE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("illegal name of a kind: \"" + name + "\"");
    }
}
