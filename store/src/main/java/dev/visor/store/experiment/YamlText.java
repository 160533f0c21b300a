package dev.visor.store.experiment;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** A YAML document that is written from the top to the bottom. Not thread-safe. */
final class YamlText {

    /** How YAML writes what is larger than every number. */
    static final String INFINITY = ".inf";

    private final StringBuilder text = new StringBuilder();

    /** Begins a section with a comment before it. */
    void section(String name, String comment) {
        comment(comment);
        line(name + ":");
    }

    /** Writes a comment after an empty line. */
    void comment(String comment) {
        line("");
        line("# " + comment);
    }

    /** Writes a value; the key has its indentation. */
    void value(String key, Object value) {
        line(key + ": " + value);
    }

    /** Writes values with the same indentation. */
    void values(String indentation, Map<String, String> values) {
        values.forEach((key, value) -> value(indentation + key, value));
    }

    /** Writes a mapping that is an item of a list. */
    void item(String indentation, Map<String, String> values) {
        String start = indentation + "- ";
        for (Map.Entry<String, String> value : values.entrySet()) {
            value(start + value.getKey(), value.getValue());
            start = indentation + "  ";
        }
    }

    void line(String line) {
        text.append(line).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** Returns a mapping on one line. */
    static String mapping(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + ": " + value.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Returns a list on one line. */
    static <T> String list(List<T> values, Function<T, String> form) {
        return values.stream().map(form).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Returns the word for a constant. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Returns a name as a key. */
    static String key(String name) {
        return Character.isLetter(name.charAt(0)) ? name : quoted(name);
    }

    static String path(Path path) {
        return quoted(path.toAbsolutePath().normalize().toString());
    }

    /** Returns a number with as few digits as bring it back exactly. */
    static String number(double value) {
        if (value == Double.POSITIVE_INFINITY) {
            return INFINITY;
        }
        if (Double.compare(value, -0.0) == 0) {
            return "-0";
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        return Math.abs(decimal.scale()) <= 20 ? decimal.toPlainString() : Double.toString(value);
    }

    /** Returns a text in double quotes; what YAML does not print is written by its number. */
    static String quoted(String value) {
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
