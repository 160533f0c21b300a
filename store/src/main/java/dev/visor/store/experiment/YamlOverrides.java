package dev.visor.store.experiment;

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

    private final YamlProblems problems;

    /** Makes overrides that tell what is wrong. */
    YamlOverrides(YamlProblems problems) {
        this.problems = problems;
    }

    /** Returns the document with the values, of which a later one overrides an earlier one. */
    YamlNode.Mapping apply(YamlNode.Mapping document, List<String> overrides) {
        YamlNode.Mapping changed = document;
        for (String override : overrides) {
            int end = override.indexOf('=');
            String path = end < 1 ? override : override.substring(0, end);
            YamlPlace place = new YamlPlace("--set " + path, 0, Path.of(""));
            if (end < 1) {
                problems.add(place, "must be a key, \"=\" and a value, for example attack.step=10");
                continue;
            }
            List<String> keys = Arrays.asList(path.split("\\.", -1));
            if (keys.size() > YamlParser.MAX_DEPTH) {
                problems.add(place, "is nested more than " + YamlParser.MAX_DEPTH + " levels deep");
                continue;
            }
            Optional<YamlNode> value = new YamlParser(place, problems).parse(override.substring(end + 1));
            if (value.isPresent()) {
                changed = put(changed, keys, new YamlNode.Entry(place, value.get()));
            }
        }
        return changed;
    }

    private YamlNode.Mapping put(YamlNode.Mapping mapping, List<String> path, YamlNode.Entry entry) {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>(mapping.entries());
        String key = path.get(0);
        if (path.size() == 1) {
            entries.put(key, entry);
            return new YamlNode.Mapping(entries);
        }
        YamlNode.Entry old =
                entries.getOrDefault(key, new YamlNode.Entry(entry.place(), new YamlNode.Mapping(Map.of())));
        if (!(old.value() instanceof YamlNode.Mapping inner)) {
            problems.add(entry.place(), "\"" + key + "\" is " + old.value().shown() + ", which has no keys");
            return mapping;
        }
        entries.put(key, new YamlNode.Entry(old.place(), put(inner, path.subList(1, path.size()), entry)));
        return new YamlNode.Mapping(entries);
    }
}
