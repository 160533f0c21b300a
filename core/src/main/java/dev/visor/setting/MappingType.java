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
    Optional<Node.Mapping> expand(String word, Registry registry);

    @Override
    default Optional<T> read(Node value, Cursor at, @Nullable T base) {
        Node expanded = value;
        if (value instanceof Node.Scalar word && !word.empty()) {
            Optional<Node.Mapping> mapping = expand(word.text(), at.registry());
            if (mapping.isPresent()) {
                expanded = mapping.get().at(at.place());
            }
        }
        if (!(expanded instanceof Node.Mapping mapping)) {
            return refuseOther(value, at);
        }
        Section section = new Section(mapping, at);
        Optional<T> read = read(section, base);
        section.close();
        return section.isSound() ? read : Optional.empty();
    }

    /** Reports that a value is no mapping and no word for one. */
    default Optional<T> refuseOther(Node value, Cursor at) {
        return at.refuse(value, "a mapping");
    }
}
