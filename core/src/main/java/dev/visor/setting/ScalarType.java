package dev.visor.setting;

import dev.visor.run.IllegalSettingException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A value on its own: a number, a word or a text. */
final class ScalarType<T> implements Type<T> {

    private static final Pattern DECIMAL = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern UNQUOTED = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9 .-]*[A-Za-z0-9])?");
    private static final String INFINITY = ".inf";

    private final String allowed;
    private final Parser<T> parser;
    private final Function<T, Node> form;
    private final Function<T, Optional<String>> refusal;
    private final Map<String, Object> schema;

    /** Makes a type; {@code allowed} stands behind "must be" where there is no single value. */
    private ScalarType(
            String allowed,
            Parser<T> parser,
            Function<T, Node> form,
            Function<T, Optional<String>> refusal,
            Map<String, Object> schema) {
        this.allowed = allowed;
        this.parser = parser;
        this.form = form;
        this.refusal = refusal;
        this.schema = schema;
    }

    /** Makes a value of a single one of a document, or reports why there is none. */
    private interface Parser<T> {
        Optional<T> parse(Node.Scalar value, Cursor at);
    }

    static ScalarType<Double> number(Range range, boolean infinite) {
        String name = infinite ? "a number or " + INFINITY : "a number";
        Function<Double, Optional<String>> refusal = value ->
                range.holds(value) && (infinite || !value.isInfinite()) ? Optional.empty() : finite(range, infinite);
        ScalarType<Double> type =
                ranged(name, "number", range, refusal, ScalarType::number, text -> decimal(text, infinite));
        return infinite ? type.withSchema(Map.of("anyOf", List.of(type.schema, Map.of("const", INFINITY)))) : type;
    }

    private ScalarType<T> withSchema(Map<String, Object> newSchema) {
        return new ScalarType<>(allowed, parser, form, refusal, newSchema);
    }

    private static Optional<String> finite(Range range, boolean infinite) {
        String words = range.toString();
        return Optional.of(
                words.isEmpty() ? "finite" : infinite || words.startsWith("in") ? words : words + " and finite");
    }

    static ScalarType<Integer> whole(Range range) {
        return ranged(
                "a whole number",
                "integer",
                range,
                value -> range.holds(value) ? Optional.empty() : Optional.of(range.toString()),
                String::valueOf,
                text -> integer(text).filter(value -> value == value.intValue()).map(Long::intValue));
    }

    static ScalarType<Long> longWhole() {
        return ranged(
                "a whole number",
                "integer",
                Range.of(""),
                value -> Optional.empty(),
                String::valueOf,
                ScalarType::integer);
    }

    private static <T extends Number> ScalarType<T> ranged(
            String name,
            String schemaType,
            Range range,
            Function<T, Optional<String>> refusal,
            Function<T, String> form,
            Function<String, Optional<T>> parser) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", schemaType);
        schema.putAll(range.bounds());
        return new ScalarType<>(
                range.after(name),
                (value, at) -> {
                    Optional<T> number = value.plain() ? parser.apply(value.text()) : Optional.empty();
                    if (number.isEmpty()) {
                        boolean large = value.plain()
                                && schemaType.equals("integer")
                                && INTEGER.matcher(value.text()).matches();
                        return at.refuse(value, range.after(large ? name + " with fewer digits" : name));
                    }
                    Optional<String> refused = refusal.apply(number.get());
                    return refused.isPresent() ? at.refuse(value, refused.get()) : number;
                },
                value -> Node.plain(form.apply(value)),
                refusal,
                schema);
    }

    private static Optional<Double> decimal(String text, boolean infinite) {
        if (infinite && text.equalsIgnoreCase(INFINITY)) {
            return Optional.of(Double.POSITIVE_INFINITY);
        }
        return Optional.of(text)
                .filter(t -> DECIMAL.matcher(t).matches())
                .map(Double::valueOf)
                .filter(Double::isFinite);
    }

    private static Optional<Long> integer(String text) {
        try {
            return Optional.of(text).filter(t -> INTEGER.matcher(t).matches()).map(Long::valueOf);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Returns a number with as few digits as bring it back exactly. */
    private static String number(double value) {
        if (value == Double.POSITIVE_INFINITY) {
            return INFINITY;
        }
        if (Double.compare(value, -0.0) == 0) {
            return "-0";
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        return Math.abs(decimal.scale()) <= 20 ? decimal.toPlainString() : Double.toString(value);
    }

    static ScalarType<Boolean> flag() {
        return new ScalarType<>(
                "true or false",
                (value, at) -> switch (value.text().toLowerCase(Locale.ROOT)) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> at.refuse(value, "true or false");
                },
                value -> Node.plain(value.toString()),
                value -> Optional.empty(),
                Map.of("type", "boolean"));
    }

    static ScalarType<String> line() {
        return parsed(value -> value, Function.identity());
    }

    static ScalarType<String> path() {
        return pathOr("");
    }

    /** Returns paths, and a word that is none; an empty one for no such word. */
    static ScalarType<String> pathOr(String word) {
        return new ScalarType<>(
                "a path",
                (value, at) -> {
                    if (value.text().equals(word)) {
                        return Optional.of(word);
                    }
                    try {
                        return Optional.of(at.place().paths().apply(value.text()));
                    } catch (IllegalArgumentException e) {
                        return at.refuse(value, "a path");
                    }
                },
                value -> new Node.Scalar(value, value.equals(word)),
                value -> Optional.empty(),
                Map.of("type", "string"));
    }

    static <E extends Enum<E>> ScalarType<E> word(Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        List<String> words = constants.stream().map(ScalarType::word).toList();
        return new ScalarType<>(
                "one of " + words,
                (value, at) -> {
                    String text = value.text().replace('_', '-');
                    for (int i = 0; i < words.size(); i++) {
                        if (words.get(i).equalsIgnoreCase(text)) {
                            return Optional.of(constants.get(i));
                        }
                    }
                    return at.refuse(value, "one of " + words + Spelling.hint(text, words));
                },
                value -> Node.plain(word(value)),
                value -> Optional.empty(),
                Map.of("enum", words));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <T> ScalarType<T> parsed(Function<String, T> parser, Function<T, String> form) {
        return new ScalarType<>(
                "a text",
                (value, at) -> {
                    if (value.text().isBlank()) {
                        return at.refuse(value, "a text");
                    }
                    try {
                        return Optional.of(parser.apply(value.text()));
                    } catch (IllegalSettingException e) {
                        return at.refuse(value, e.range());
                    } catch (IllegalArgumentException e) {
                        return at.reject(String.valueOf(e.getMessage()));
                    }
                },
                value -> written(form.apply(value)),
                value -> Optional.empty(),
                Map.of("type", List.of("string", "number")));
    }

    /** Returns a text without quotes if it needs none. */
    private static Node written(String text) {
        return new Node.Scalar(text, UNQUOTED.matcher(text).matches() && !text.equals(OptionalType.NONE));
    }

    @Override
    public Optional<T> read(Node value, Cursor at, @Nullable T base) {
        return value instanceof Node.Scalar scalar && !scalar.empty()
                ? parser.parse(scalar, at)
                : at.refuse(value, allowed);
    }

    @Override
    public Node write(T value, Registry registry) {
        return form.apply(value);
    }

    @Override
    public Map<String, Object> schema(Registry registry) {
        return schema;
    }

    @Override
    public Optional<String> refusal(T value) {
        return refusal.apply(value);
    }
}
