package dev.visor.saliency;

import dev.visor.setting.Cursor;
import dev.visor.setting.Kind;
import dev.visor.setting.Node;
import dev.visor.setting.Registry;
import dev.visor.setting.Spelling;
import dev.visor.setting.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind of saliency map.
 *
 * @param reading how a pixel's value is read off the back-propagated signal
 * @param relative whether the map is divided by what clean faces show at the same place
 */
public record MapKind(Reading reading, boolean relative) {

    /**
     * How files write it: a registered reading, with {@code relative} before it or not, for example
     * {@code relative gradient_times_input}.
     */
    public static final Type<MapKind> TYPE = new MapType();

    /** Returns a kind that is divided by what clean faces show. */
    public static MapKind relative(Reading reading) {
        return new MapKind(reading, true);
    }

    /** Returns a kind as it is read. */
    public static MapKind plain(Reading reading) {
        return new MapKind(reading, false);
    }

    @Override
    public String toString() {
        return (relative ? "relative " : "") + reading.name().toLowerCase(Locale.ROOT);
    }

    private static final class MapType implements Type<MapKind> {

        private static List<MapKind> all(Registry registry) {
            List<MapKind> all = new ArrayList<>();
            for (Kind<? extends Reading> kind : registry.kinds(Reading.class)) {
                kind.value().ifPresent(reading -> all.addAll(List.of(plain(reading), relative(reading))));
            }
            return all;
        }

        private static List<String> words(Registry registry) {
            return all(registry).stream().map(MapKind::toString).toList();
        }

        @Override
        public Optional<MapKind> read(Node value, Cursor at, @Nullable MapKind base) {
            String text = value instanceof Node.Scalar word ? word.text() : "";
            Optional<MapKind> found = all(at.registry()).stream()
                    .filter(kind -> canonical(kind.toString()).equals(canonical(text)))
                    .findFirst();
            List<String> words = words(at.registry());
            return found.isPresent() ? found : at.refuse(value, "one of " + words + Spelling.hint(text, words));
        }

        private static String canonical(String text) {
            return text.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
        }

        @Override
        public Node write(MapKind value, Registry registry) {
            return Node.plain(value.toString());
        }

        @Override
        public Map<String, Object> schema(Registry registry) {
            return Map.of("enum", words(registry));
        }
    }
}
