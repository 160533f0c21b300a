package dev.visor.store.experiment;

import dev.visor.setting.Node;
import dev.visor.setting.Place;
import dev.visor.setting.Problems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts values of the command line, {@code path.to.key=value}, in the place of those of a document. The values are YAML;
 * paths of files in them are relative to the working folder. Not thread-safe.
 */
final class YamlOverrides {

    private final Problems problems;

    /** Makes overrides that tell what is wrong. */
    YamlOverrides(Problems problems) {
        this.problems = problems;
    }

    /** Returns the document with the values, of which a later one overrides an earlier one. */
    Node.Mapping apply(Node.Mapping document, List<String> overrides) {
        Node.Mapping changed = document;
        for (String override : overrides) {
            int end = override.indexOf('=');
            String path = end < 1 ? override : override.substring(0, end);
            Place place = new Place("--set " + path, 0, YamlFile.relativeTo(Path.of("")));
            if (end < 1) {
                problems.add(place, "must be a key, \"=\" and a value, for example attackers.unaware.pairs=10");
                continue;
            }
            List<String> keys = Arrays.asList(path.split("\\.", -1));
            if (keys.size() > YamlParser.MAX_DEPTH) {
                problems.add(place, "is nested more than " + YamlParser.MAX_DEPTH + " levels deep");
                continue;
            }
            Optional<Node> value = new YamlParser(place, problems).parse(override.substring(end + 1));
            if (value.isPresent()) {
                changed = put(changed, keys, new Node.Entry(place, value.get()));
            }
        }
        return changed;
    }

    private Node.Mapping put(Node.Mapping mapping, List<String> path, Node.Entry entry) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>(mapping.entries());
        String key = path.get(0);
        if (path.size() == 1) {
            entries.put(key, entry);
            return new Node.Mapping(entries);
        }
        Node.Entry old = entries.getOrDefault(key, new Node.Entry(entry.place(), new Node.Mapping(Map.of())));
        // A word in the place of a mapping, such as a preset, gives way to the keys that are set.
        Node.Mapping inner = old.value() instanceof Node.Mapping present ? present : word(key, old.value());
        entries.put(key, new Node.Entry(old.place(), put(inner, path.subList(1, path.size()), entry)));
        return new Node.Mapping(entries);
    }

    private static Node.Mapping word(String key, Node value) {
        boolean kind = value instanceof Node.Scalar scalar && !scalar.empty() && !key.equals("faces");
        return kind ? Node.Mapping.of(Map.of("preset", value)) : new Node.Mapping(Map.of());
    }
}
