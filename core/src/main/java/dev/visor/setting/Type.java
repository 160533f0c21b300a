package dev.visor.setting;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a setting can be: how its values are read, written, checked and described. Implementations are immutable and
 * thread-safe.
 *
 * @param <T> the values
 */
public interface Type<T> {

    /**
     * Reads a value; reports what is wrong with it.
     *
     * @param value as a document has it
     * @param at where, and who takes the problems
     * @param base what the parts that the document leaves out are taken from; null if there is nothing
     * @return none if there was a problem
     */
    Optional<T> read(Node value, Cursor at, @Nullable T base);

    /**
     * Returns a value as {@link #read} takes it.
     *
     * @param registry names the kinds
     */
    Node write(T value, Registry registry);

    /** Returns the JSON Schema of the values, as maps, lists, texts and numbers. */
    Map<String, Object> schema(Registry registry);

    /**
     * Returns why a value that did not come from a document is not allowed, as it stands behind "must be"; none if it is.
     */
    default Optional<String> refusal(T value) {
        return Optional.empty();
    }

    /**
     * Returns other values that are written in the same way.
     *
     * @param to may throw an {@code IllegalArgumentException} whose message says what is wrong
     * @param from the way back
     */
    default <U> Type<U> as(Function<T, U> to, Function<U, T> from) {
        return new MappedType<>(this, to, from);
    }

    /**
     * Returns the same values, some of which also have a word of their own.
     *
     * @param words is asked when they are first needed
     */
    default Type<T> withWords(Supplier<Map<String, T>> words) {
        return new WordedType<>(this, words);
    }

    /**
     * Returns numbers of a range.
     *
     * @param range {@code in [0, 1]}, {@code in (0, 1)}, {@code at least 0}, {@code above 0}, or empty for all that are finite
     */
    static Type<Double> number(String range) {
        return ScalarType.number(Range.of(range), false);
    }

    /** Returns numbers of a range, {@code .inf} too. */
    static Type<Double> numberOrInfinity(String range) {
        return ScalarType.number(Range.of(range), true);
    }

    /**
     * Returns whole numbers of a range.
     *
     * @param range as in {@link #number}
     */
    static Type<Integer> whole(String range) {
        return ScalarType.whole(Range.of(range));
    }

    /** Returns whole numbers of 64 bits. */
    static Type<Long> seed() {
        return ScalarType.longWhole();
    }

    /** Returns yes and no. */
    static Type<Boolean> flag() {
        return ScalarType.flag();
    }

    /** Returns single lines of text. */
    static Type<String> line() {
        return ScalarType.line();
    }

    /** Returns paths of files and folders, absolute and normal; those in a document are relative to it. */
    static Type<String> path() {
        return ScalarType.path();
    }

    /** Returns the constants of an enum, written in small letters with hyphens. */
    static <E extends Enum<E>> Type<E> word(Class<E> constants) {
        return ScalarType.word(constants);
    }

    /**
     * Returns values with a form of their own.
     *
     * @param parser throws an {@code IllegalArgumentException} whose message says what is wrong with a text
     * @param form returns a value as the parser takes it
     */
    static <T> Type<T> parsed(Function<String, T> parser, Function<T, String> form) {
        return ScalarType.parsed(parser, form);
    }

    /**
     * Returns pairs, written as a list of two.
     *
     * @param part the type of both parts
     * @param maker makes a pair of its parts
     */
    static <P, T> Type<T> pair(Type<P> part, BiFunction<P, P, T> maker, Function<T, P> first, Function<T, P> second) {
        return new PairType<>(part, maker, first, second);
    }

    /**
     * Returns values with a form of their own, which may also be written as a list of the parts between its commas.
     *
     * @param parser throws an {@code IllegalArgumentException} whose message says what is wrong with a text
     * @param form returns a value as the parser takes it
     */
    static <T> Type<T> joined(Function<String, T> parser, Function<T, String> form) {
        return new JoinedType<>(parsed(parser, form));
    }

    /** Returns paths, as {@link #path} does, or one word that is none. */
    static Type<String> pathOr(String word) {
        return ScalarType.pathOr(word);
    }

    /** Returns lists. */
    static <T> Type<List<T>> list(Type<T> item) {
        return new ListType<>(item, false);
    }

    /** Returns lists of at least one value. */
    static <T> Type<List<T>> someOf(Type<T> item) {
        return new ListType<>(item, true);
    }

    /** Returns values by names of the reader's own, in their order; at least one. */
    static <T> Type<Map<String, T>> named(Type<T> item) {
        return new NamedType<>(item);
    }

    /**
     * Returns values by names, written as a list: a word that the item knows is its name too, and a mapping has its name
     * behind the key {@code name}.
     */
    static <T> Type<Map<String, T>> namedList(MappingType<T> item) {
        return new NamedListType<>(item);
    }

    /** Returns values that may be absent; the word {@code none} says so where something would be there otherwise. */
    static <T> Type<@Nullable T> optional(Type<T> present) {
        return new OptionalType<>(present);
    }

    /** Returns the values of a kind of thing in the registry. */
    static <T> MappingType<T> kind(Class<T> family) {
        return new KindType<>(family, List.of());
    }

    /**
     * Returns the values of all kinds of thing in the registry but some, which hold things themselves.
     *
     * @param except the names of these kinds
     */
    static <T> MappingType<T> kindOtherThan(Class<T> family, String... except) {
        return new KindType<>(family, List.of(except));
    }
}
