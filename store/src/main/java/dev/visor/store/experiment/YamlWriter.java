package dev.visor.store.experiment;

import dev.visor.setting.Node;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Writes settings as YAML: mappings in blocks, lists of single values on one line. Not thread-safe; writes one document. */
final class YamlWriter {

    private static final int INDENTATION = 2;

    private final StringBuilder text = new StringBuilder();

    /** Writes a comment after an empty line. */
    YamlWriter comment(String comment) {
        text.append("\n# ")
                .append(comment.substring(0, 1).toUpperCase(Locale.ROOT))
                .append(comment.substring(1))
                .append(".\n");
        return this;
    }

    /** Writes a key at the outermost level. */
    YamlWriter value(String key, Node value) {
        entry(0, "", key, value);
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void entry(int depth, String lead, String key, Node value) {
        text.append(" ".repeat(depth * INDENTATION))
                .append(lead)
                .append(key(key))
                .append(':');
        if (value instanceof Node.Mapping mapping && !mapping.entries().isEmpty()) {
            text.append('\n');
            entries(depth + 1 + lead.length() / INDENTATION, mapping);
        } else if (value instanceof Node.Sequence list && !isFlat(list)) {
            text.append('\n');
            list.items().forEach(item -> item(depth + 1 + lead.length() / INDENTATION, item));
        } else {
            text.append(' ').append(flat(value)).append('\n');
        }
    }

    private void entries(int depth, Node.Mapping mapping) {
        mapping.entries().forEach((key, entry) -> entry(depth, "", key, entry.value()));
    }

    private void item(int depth, Node item) {
        if (!(item instanceof Node.Mapping mapping) || mapping.entries().isEmpty()) {
            text.append(" ".repeat(depth * INDENTATION))
                    .append("- ")
                    .append(flat(item))
                    .append('\n');
            return;
        }
        boolean first = true;
        for (Map.Entry<String, Node.Entry> entry : mapping.entries().entrySet()) {
            entry(
                    first ? depth : depth + 1,
                    first ? "- " : "",
                    entry.getKey(),
                    entry.getValue().value());
            first = false;
        }
    }

    private static boolean isFlat(Node.Sequence list) {
        return list.items().stream()
                .allMatch(item -> item instanceof Node.Scalar || item instanceof Node.Sequence inner && isFlat(inner));
    }

    private static String flat(Node value) {
        if (value instanceof Node.Sequence list) {
            return "["
                    + String.join(
                            ", ", list.items().stream().map(YamlWriter::flat).toList()) + "]";
        }
        if (value instanceof Node.Scalar scalar) {
            return scalar.plain() ? scalar.text() : quoted(scalar.text());
        }
        return "{}";
    }

    private static String key(String name) {
        return name.matches("[A-Za-z][A-Za-z0-9 _-]*") ? name : quoted(name);
    }

    /** Returns a text in double quotes; what YAML does not print is written by its number. */
    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(character -> {
            if (character == '"' || character == '\\') {
                quoted.append('\\').appendCodePoint(character);
            } else if (StreamReader.isPrintable(character) && !separates(character)) {
                quoted.appendCodePoint(character);
            } else {
                quoted.append(String.format(Locale.ROOT, character < 0x10000 ? "\\u%04x" : "\\U%08x", character));
            }
        });
        return quoted.append('"').toString();
    }

    private static boolean separates(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.FORMAT;
    }
}
