package dev.visor.setting;

import static dev.visor.setting.Documents.map;
import static dev.visor.setting.Documents.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeTest {

    private static final Registry NONE = new Registry.Builder().build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in [0, 1]  | 0    | true",
                "in [0, 1]  | 1    | true",
                "in [0, 1]  | 1.01 | false",
                "in (0, 1)  | 0    | false",
                "in (0, 1)  | 1    | false",
                "in (0, 1]  | 1    | true",
                "in [0, 1)  | 0    | true",
                "in [-2, 2] | -2   | true",
                "at least 3 | 3    | true",
                "at least 3 | 2.9  | false",
                "above 3    | 3    | false",
                "above 3    | 3.1  | true",
                "''         | -7   | true",
                "''         | NaN  | false",
                "above 3    | Infinity | false"
            })
    void rangesInWordsHoldWhatTheySay(String range, double value, boolean legal) {
        assertThat(Type.number(range).refusal(value).isEmpty()).isEqualTo(legal);
        if (Double.isFinite(value)) {
            assertThat(read(Type.number(range), value).problems().isEmpty()).isEqualTo(legal);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"between 0 and 1", "in [0; 1]", "at most 3", "in [a, b]", "at least"})
    void refusesRangesInOtherWords(String words) {
        assertThatThrownBy(() -> Type.number(words)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyWhatAsksForItCanBeInfinite() {
        Type<Double> type = Type.numberOrInfinity("above 0");
        assertThat(read(type, ".inf").value()).isInfinite();
        assertThat(read(type, type.write(Double.POSITIVE_INFINITY, NONE), null, NONE)
                        .value())
                .isInfinite();
        assertThat(type.refusal(Double.POSITIVE_INFINITY)).isEmpty();
        assertThat(type.refusal(Double.NaN)).contains("above 0");
        assertThat(read(Type.number("above 0"), ".inf").problems())
                .containsExactly("test.yaml:1: \".inf\", must be a number, above 0");
        assertThat(Type.number("").refusal(Double.NEGATIVE_INFINITY)).contains("finite");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 1, 0.1, 1e-3, 1e-17, 1.5e300, 5e-324, 123456789.123, 1.0 / 3, -2.5e-8})
    void numbersComeBackToTheLastBit(double number) {
        Type<Double> type = Type.number("");
        double again = read(type, type.write(number, NONE), null, NONE).value();
        assertThat(Double.doubleToLongBits(again)).isEqualTo(Double.doubleToLongBits(number));
    }

    @Test
    void seedsHave64Bits() {
        assertThat(read(Type.seed(), Long.MIN_VALUE).value()).isEqualTo(Long.MIN_VALUE);
        assertThat(read(Type.seed(), "9223372036854775808").problems())
                .containsExactly("test.yaml:1: 9223372036854775808, must be a whole number with fewer digits");
    }

    @Test
    void pathsAreThoseOfTheirPlaceUnlessTheyAreAWord() {
        assertThat(read(Type.path(), "faces").value()).isEqualTo("/home/faces");
        assertThat(read(Type.pathOr("embedded"), "faces").value()).isEqualTo("/home/faces");
        assertThat(read(Type.pathOr("embedded"), "embedded").value()).isEqualTo("embedded");
    }

    @Test
    void pairsAreListsOfTwo() {
        Type<List<Integer>> pair = Type.pair(Type.whole("at least 0"), List::of, p -> p.get(0), p -> p.get(1));
        assertThat(read(pair, List.of(4, 5)).value()).containsExactly(4, 5);
        assertThat(read(pair, pair.write(List.of(1, 2), NONE), null, NONE).value())
                .containsExactly(1, 2);
        assertThat(read(pair, List.of(4)).problems()).containsExactly("test.yaml:1: [4], must be a list of two values");
        assertThat(read(pair, List.of(-1, "x")).problems())
                .containsExactly(
                        "test.yaml:1: [1]: -1, must be at least 0",
                        "test.yaml:1: [2]: \"x\", must be a whole number, at least 0");
    }

    @Test
    void joinedValuesMayBeListsOfTheirParts() {
        Type<String> joined = Type.joined(
                text -> {
                    if (text.contains("x")) {
                        throw new IllegalArgumentException("no x in \"" + text + "\"");
                    }
                    return text;
                },
                text -> text);
        assertThat(read(joined, "1,2").value()).isEqualTo("1,2");
        assertThat(read(joined, List.of(1, 2)).value()).isEqualTo("1,2");
        assertThat(read(joined, List.of(1, "x")).problems()).containsExactly("test.yaml:1: no x in \"1,x\"");
        assertThat(read(joined, map()).problems()).containsExactly("test.yaml:1: {}, must be a text");
    }

    @Test
    void someValuesHaveAWordOfTheirOwn() {
        Type<List<Integer>> type = Type.list(Type.whole("")).withWords(() -> Map.of("TWO", List.of(2)));
        assertThat(read(type, "two").value()).containsExactly(2);
        assertThat(read(type, List.of(3)).value()).containsExactly(3);
        assertThat(read(type, type.write(List.of(2), NONE), null, NONE).value()).containsExactly(2);
        assertThat(read(type, "tow").problems())
                .containsExactly("test.yaml:1: \"tow\", must be one of [TWO] or a list (did you mean \"TWO\"?)");
        assertThat(read(type, "").problems()).containsExactly("test.yaml:1: nothing, must be a list");
    }

    @Test
    void whatAMapperRefusesIsReported() {
        Type<String> type = Type.whole("")
                .as(
                        number -> Optional.of(number)
                                .filter(n -> n != 13)
                                .map(String::valueOf)
                                .orElseThrow(() -> new IllegalArgumentException("brings bad luck")),
                        Integer::valueOf);
        assertThat(read(type, 12).value()).isEqualTo("12");
        assertThat(type.write("12", NONE)).isEqualTo(Node.plain("12"));
        assertThat(read(type, 13).problems()).containsExactly("test.yaml:1: brings bad luck");
    }

    @Test
    void longTextsAndControlCharactersDoNotSpoilMessages() {
        assertThat(read(Type.flag(), "a".repeat(1000)).problems())
                .containsExactly("test.yaml:1: \"" + "a".repeat(60) + "...\", must be true or false");
        assertThat(read(Type.flag(), "a\nb\u2028c\u001b[1m").problems())
                .containsExactly("test.yaml:1: \"a?b?c?[1m\", must be true or false");
        assertThat(read(Type.flag(), List.of(1, 2, 3, 4, 5, 6, 7, 8, 9)).problems())
                .containsExactly("test.yaml:1: [1, 2, 3, 4, 5, 6, 7, 8, ...], must be true or false");
    }

    @ParameterizedTest
    @CsvSource({
        "strokse, strokes",
        "stroks, strokes",
        "Strokes, strokes",
        "gage, gauge",
        "fil, fill",
        "fl, ",
        "pressure-in-bar, ",
        "x, "
    })
    void theNearestWordIsTheOneWithTheFewestLettersToChange(String word, String nearest) {
        assertThat(Spelling.nearest(word, List.of("pressure", "strokes", "gauge", "fill")))
                .isEqualTo(Optional.ofNullable(nearest));
    }

    @Test
    void optionsHaveNoLinesAndComeLast() {
        Problems problems = new Problems();
        Place option = new Place("--set", 0, path -> path);
        Place file = new Place("a.yaml", 7, path -> path);
        problems.add(option.at(3), "late");
        problems.add(file.at(9), "second");
        problems.add(file, "first");
        problems.add(file, "first");
        assertThat(problems.lines()).containsExactly("a.yaml:7: first", "a.yaml:9: second", "--set: late");
    }
}
