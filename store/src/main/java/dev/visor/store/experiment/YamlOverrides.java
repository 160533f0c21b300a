package dev.visor.store.experiment;

import dev.visor.setting.Node;
import dev.visor.setting.Place;
import dev.visor.setting.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts values of the command line, {@code path.to.key=value}, in the place of those of a document. A number in brackets
 * counts the items of a list from 1, as in {@code defenses.guarded[2].fill}. The values are YAML; paths of files in them are
 * relative to the working folder. Not thread-safe.
 */
final class YamlOverrides {

    private static final Pattern BEFORE_NEXT = Pattern.compile("\\.|(?=\\[[0-9]+](\\.|\\[|$))");

    private static final int LONGEST_SHOWN = 200;

    private final Problems problems;

    /** Makes overrides that report what is wrong. */
    YamlOverrides(Problems problems) {
        this.problems = problems;
    }

    /** Returns the document with the values, of which a later one overrides an earlier one. */
    Node.Mapping apply(Node.Mapping document, List<String> overrides) {
        Node.Mapping changed = document;
        for (String override : overrides) {
            int end = override.indexOf('=');
            String path = end < 1 ? override : override.substring(0, end);
            String shown = path.length() <= LONGEST_SHOWN ? path : path.substring(0, LONGEST_SHOWN) + "...";
            Place place = new Place("--set " + shown, 0, YamlFile.relativeTo(Path.of("")));
            if (end < 1) {
                problems.add(place, "must be a key, \"=\" and a value, for example attackers.unaware.pairs=10");
                continue;
            }
            List<String> keys = List.of(BEFORE_NEXT.split(path, -1));
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
        Node.Entry old = entries.get(path.get(0));
        List<String> rest = path.subList(1, path.size());
        entries.put(
                path.get(0),
                rest.isEmpty()
                        ? entry
                        : new Node.Entry(
                                old == null ? entry.place() : old.place(),
                                within(old == null ? null : old.value(), rest, entry)));
        return new Node.Mapping(entries);
    }

    /** Returns a value with one that lies deeper in it; null or nothing becomes a mapping. */
    private Node within(@Nullable Node old, List<String> path, Node.Entry entry) {
        if (path.isEmpty()) {
            return entry.value();
        }
        if (path.get(0).startsWith("[")) {
            return item(old, path, entry);
        }
        if (old instanceof Node.Mapping mapping) {
            return put(mapping, path, entry);
        }
        if (old instanceof Node.Amended amended) {
            return new Node.Amended(amended.value(), put(amended.keys(), path, entry));
        }
        Node.Mapping alone = put(new Node.Mapping(Map.of()), path, entry);
        return old == null || old instanceof Node.Scalar word && word.empty() ? alone : new Node.Amended(old, alone);
    }

    private Node item(@Nullable Node old, List<String> path, Node.Entry entry) {
        List<Node> items = old instanceof Node.Sequence list ? new ArrayList<>(list.items()) : List.of();
        String number = path.get(0).substring(1, path.get(0).length() - 1);
        int index = number.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(number);
        if (index < 1 || index > items.size()) {
            Node there = old == null ? new Node.Mapping(Map.of()) : old;
            problems.add(
                    entry.place(),
                    "there is no item " + path.get(0) + " in "
                            + (there instanceof Node.Sequence ? "a list of " + items.size() : there.shown()));
            return there;
        }
        items.set(index - 1, within(items.get(index - 1), path.subList(1, path.size()), entry));
        return new Node.Sequence(items);
    }
}
