package dev.visor.store.network;

import dev.visor.network.Architecture;
import dev.visor.setting.Cursor;
import dev.visor.setting.Node;
import dev.visor.setting.Registry;
import dev.visor.setting.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A registered network by its name, or the path of a file with one: anything with a point or a slash in it. */
public record NetworkType() implements Type<Architecture> {

    private static final Type<Architecture> NAME = Type.kind(Architecture.class);
    private static final Type<String> PATH = Type.path();
    private static final Pattern FILE = Pattern.compile(".*[./\\\\].*", Pattern.DOTALL);

    @Override
    public Optional<Architecture> read(Node value, Cursor at, @Nullable Architecture base) {
        if (value instanceof Node.Scalar scalar && FILE.matcher(scalar.text()).matches()) {
            return PATH.read(value, at, null).map(NetworkFile::new);
        }
        return NAME.read(value, at, base instanceof NetworkFile ? null : base);
    }

    @Override
    public Node write(Architecture value, Registry registry) {
        return value instanceof NetworkFile file ? PATH.write(file.path(), registry) : NAME.write(value, registry);
    }

    @Override
    public Map<String, Object> schema(Registry registry) {
        return Map.of("anyOf", List.of(NAME.schema(registry), PATH.schema(registry)));
    }
}
