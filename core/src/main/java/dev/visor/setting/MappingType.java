package dev.visor.setting;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A type whose values are mappings, so that its keys can also stand among those of another mapping. */
public interface MappingType<T> extends Type<T> {

    /**
     * Reads a value from the keys of a section, which may have further keys.
     *
     * @return none if there was a problem
     */
    Optional<T> read(Section section, @Nullable T base);

    /** Returns the keys and values that {@link #read} takes. */
    Map<String, Node> entries(T value, Registry registry);

    /** Returns what a word in the place of the mapping stands for; none if it is no such word. */
    Optional<Map<String, Node>> expand(String word, Registry registry);

    @Override
    default Optional<T> read(Node value, Cursor at, @Nullable T base) {
        Optional<Section> section = section(value, at);
        Optional<T> read = section.flatMap(found -> read(found, base));
        section.ifPresent(Section::close);
        return section.filter(Section::isSound).isPresent() ? read : Optional.empty();
    }

    /** Returns what is read of a mapping, or of a word for one; reports any other value. */
    default Optional<Section> section(Node value, Cursor at) {
        if (value instanceof Node.Mapping mapping) {
            return Optional.of(new Section(mapping, at));
        }
        Node.Mapping keys = value instanceof Node.Amended amended ? amended.keys() : new Node.Mapping(Map.of());
        Node written = value instanceof Node.Amended amended ? amended.value() : value;
        Optional<Node.Mapping> mapping = supersedes(keys, at.registry())
                ? Optional.of(keys)
                : Optional.of(written)
                        .filter(node -> node instanceof Node.Scalar word && !word.empty())
                        .flatMap(node -> expand(((Node.Scalar) node).text(), at.registry()))
                        .map(stood -> Node.Mapping.of(stood, at.place()).with(keys));
        if (mapping.isEmpty()) {
            at.refuse(written, allowed(written, at.registry()));
        }
        return mapping.map(found -> new Section(found, at));
    }

    /** Returns whether keys that an option sets leave nothing of a word in the document. */
    default boolean supersedes(Node.Mapping keys, Registry registry) {
        return false;
    }

    /** Returns what a value that is neither a mapping nor a word for one must be. */
    default String allowed(Node value, Registry registry) {
        return "a mapping";
    }
}
