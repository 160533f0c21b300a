package dev.visor.store.experiment;

import dev.visor.run.IllegalSettingException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How numbers are written: decimal, without quotes.
 *
 * @param kind what the values are called
 * @param parser returns the number of a value, none if it is no such number
 * @param wrong stands for what is no such number; no range holds it
 */
record YamlNumbers<T>(Kind kind, Function<YamlNode, Optional<T>> parser, T wrong) {

    private static final Pattern DECIMAL = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");

    static final YamlNumbers<Double> NUMBER = single("a number", YamlNumbers::decimal, Double.NaN);

    static final YamlNumbers<Double> NUMBER_OR_INFINITY =
            single("a number or " + YamlText.INFINITY, YamlNumbers::decimalOrInfinity, Double.NaN);

    static final YamlNumbers<Integer> WHOLE = single("a whole number", YamlNumbers::integer, Integer.MIN_VALUE);

    static final YamlNumbers<Long> LONG = single("a whole number", YamlNumbers::longInteger, Long.MIN_VALUE);

    static final YamlNumbers<List<Double>> NUMBERS = list("a list of numbers", NUMBER);

    static final YamlNumbers<List<Integer>> WHOLES = list("a list of whole numbers", WHOLE);

    /**
     * What values are called in a message.
     *
     * @param name with its article
     * @param list whether there are several
     * @param test tells whether a value is of the kind
     */
    record Kind(String name, boolean list, Function<YamlNode, Boolean> test) {

        /** What is not to be a number. */
        static final Kind ANY = new Kind("a value", false, value -> true);

        /** What is read by a parser of its own, one by one. */
        static final Kind WORDS = new Kind(
                "a list of words",
                true,
                value -> value instanceof YamlNode.Sequence list
                        && list.items().stream().allMatch(YamlNode.Scalar.class::isInstance));

        boolean holds(YamlNode value) {
            return test.apply(value);
        }

        /** Returns what a value of another kind must be. */
        String nameFor(YamlNode value) {
            boolean large = value instanceof YamlNode.Scalar text
                    && text.plain()
                    && INTEGER.matcher(text.text()).matches();
            return large && !list ? name + " with fewer digits" : name;
        }

        /** Returns what a refused value must be. */
        String must(YamlNode value, IllegalSettingException refusal) {
            if (!list && holds(value)) {
                return refusal.range();
            }
            if (!list) {
                return nameFor(value) + (refusal.range().startsWith("in ") ? " " : ", ") + refusal.range();
            }
            // A record refuses a list as a whole if it is empty, and else one of its values.
            boolean empty = refusal.value().equals("[]")
                    || value instanceof YamlNode.Sequence list && list.items().isEmpty();
            return name + (empty ? ", " : ", each ") + refusal.range();
        }
    }

    T read(YamlNode value) {
        return parser.apply(value).orElse(wrong);
    }

    private static <T> YamlNumbers<T> single(String name, Function<String, Optional<T>> parser, T wrong) {
        Function<YamlNode, Optional<T>> scalar = value ->
                value instanceof YamlNode.Scalar text && text.plain() ? parser.apply(text.text()) : Optional.empty();
        return new YamlNumbers<>(
                new Kind(name, false, value -> scalar.apply(value).isPresent()), scalar, wrong);
    }

    private static <T> YamlNumbers<List<T>> list(String name, YamlNumbers<T> single) {
        Function<YamlNode, Optional<List<T>>> parser = value ->
                value instanceof YamlNode.Sequence list && list.items().stream().allMatch(single.kind()::holds)
                        ? Optional.of(list.items().stream().map(single::read).toList())
                        : Optional.empty();
        return new YamlNumbers<>(
                new Kind(name, true, value -> parser.apply(value).isPresent()), parser, List.of(single.wrong()));
    }

    private static Optional<Double> decimal(String text) {
        return Optional.of(text)
                .filter(t -> DECIMAL.matcher(t).matches())
                .map(Double::valueOf)
                .filter(Double::isFinite);
    }

    private static Optional<Double> decimalOrInfinity(String text) {
        return text.equalsIgnoreCase(YamlText.INFINITY) ? Optional.of(Double.POSITIVE_INFINITY) : decimal(text);
    }

    private static Optional<Integer> integer(String text) {
        return longInteger(text).filter(value -> value == value.intValue()).map(Long::intValue);
    }

    private static Optional<Long> longInteger(String text) {
        try {
            return Optional.of(text).filter(t -> INTEGER.matcher(t).matches()).map(Long::valueOf);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
