package dev.visor.store.service.config;

import dev.visor.setting.Cursor;
import dev.visor.setting.Node;
import dev.visor.setting.Registry;
import dev.visor.setting.Type;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Texts by any keys, in their order; perhaps none. */
public final class TextMap implements Type<Map<String, String>> {

    static final TextMap TYPE = new TextMap();

    private TextMap() {}

    /** Returns a copy that keeps the order. */
    public static Map<String, String> copy(Map<String, String> texts) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    @Override
    public Optional<Map<String, String>> read(Node value, Cursor at, @Nullable Map<String, String> base) {
        if (!(value instanceof Node.Mapping mapping)) {
            return at.refuse(value, "a mapping of names to texts, such as {}");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> {
            if (entry.value() instanceof Node.Scalar text && !text.empty()) {
                texts.put(key, text.text());
            } else {
                at.key(key, entry.place()).refuse(entry.value(), "a text");
            }
        });
        return texts.size() == mapping.entries().size() ? Optional.of(texts) : Optional.empty();
    }

    @Override
    public Node write(Map<String, String> texts, Registry registry) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        texts.forEach((key, text) -> nodes.put(key, new Node.Scalar(text, false)));
        return Node.Mapping.of(nodes);
    }

    @Override
    public Map<String, Object> schema(Registry registry) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("additionalProperties", Map.of("type", List.of("string", "number")));
        return schema;
    }
}
