package dev.visor.store.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The values of a document, each by the keys that lead to it. Not thread-safe; takes one document apart. */
final class YamlSettings {

    private final List<String> leftOut;
    private final SortedMap<String, String> settings = new TreeMap<>();

    private YamlSettings(List<String> leftOut) {
        this.leftOut = leftOut;
    }

    /**
     * Takes a document apart.
     *
     * @param yaml a document without faults
     * @param leftOut the keys that are left out with everything behind them
     */
    static SortedMap<String, String> of(String yaml, List<String> leftOut) {
        YamlPlace start = new YamlPlace("settings", 1, Path.of(""));
        YamlNode root = new YamlParser(start, new YamlProblems()).parse(yaml).orElseThrow();
        YamlSettings settings = new YamlSettings(leftOut);
        settings.add("", root);
        return settings.settings;
    }

    private void add(String path, YamlNode value) {
        if (leftOut.contains(path)) {
            return;
        }
        if (value instanceof YamlNode.Scalar scalar) {
            settings.put(path, scalar.text());
        } else if (value instanceof YamlNode.Mapping mapping) {
            String prefix = path.isEmpty() ? "" : path + ".";
            mapping.entries().forEach((key, entry) -> add(prefix + key, entry.value()));
        } else if (value instanceof YamlNode.Sequence list) {
            add(path, list);
        }
    }

    private void add(String path, YamlNode.Sequence list) {
        boolean words = list.items().stream().allMatch(YamlNode.Scalar.class::isInstance);
        if (words) {
            settings.put(
                    path,
                    list.items().stream()
                            .map(item -> ((YamlNode.Scalar) item).text())
                            .collect(Collectors.joining(", ", "[", "]")));
            return;
        }
        for (int i = 0; i < list.items().size(); i++) {
            add(path + "[" + (i + 1) + "]", list.items().get(i));
        }
    }
}
