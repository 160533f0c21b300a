package dev.visor.attack;

import dev.visor.attack.alignment.SavedPhotograph;
import dev.visor.face.Face;
import dev.visor.image.Image;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Adversarial examples in their order, read when they are needed: the pictures of thousands do not fit into memory.
 */
public interface ExampleSource {

    /** Returns how many there are. */
    int size();

    /** Returns the faces that the examples started from, one per example. */
    List<Face> faces();

    /**
     * Returns some of them.
     *
     * @param from the index of the first
     * @param to the index behind the last
     */
    List<AdversarialExample> read(int from, int to);

    /**
     * Returns what is found in the photographs that some of them were saved in, one per example; empty where there is no
     * photograph.
     *
     * @param from the index of the first
     * @param to the index behind the last
     */
    default List<Optional<SavedPhotograph>> photographs(int from, int to) {
        return Collections.nCopies(to - from, Optional.empty());
    }

    /**
     * Returns the whole photograph with an attack; empty where there is none.
     *
     * @param index of the example
     */
    default Optional<Image> photograph(int index) {
        return Optional.empty();
    }

    /** Returns a source of examples that are in memory. */
    static ExampleSource of(List<AdversarialExample> examples) {
        List<AdversarialExample> all = List.copyOf(examples);
        return new ExampleSource() {
            @Override
            public int size() {
                return all.size();
            }

            @Override
            public List<Face> faces() {
                return all.stream().map(AdversarialExample::face).toList();
            }

            @Override
            public List<AdversarialExample> read(int from, int to) {
                return all.subList(from, to);
            }
        };
    }
}
