package dev.visor.recognition;

import dev.visor.face.Identity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The people who are enrolled, in the order of its outputs.
 *
 * <p>Immutable and thread-safe.
 */
public final class Gallery {

    private final List<Identity> people;
    private final Map<Identity, Integer> indices = new HashMap<>();

    /**
     * Makes a gallery.
     *
     * @param people at least two, each once
     */
    public Gallery(List<Identity> people) {
        this.people = List.copyOf(people);
        if (people.size() < 2) {
            throw new IllegalArgumentException(
                    "illegal gallery: " + people.size() + " people, must be at least 2 to tell apart");
        }
        for (Identity person : people) {
            if (indices.put(person, indices.size()) != null) {
                throw new IllegalArgumentException("illegal gallery: " + person + " is in it twice");
            }
        }
    }

    /** Returns all people. */
    public List<Identity> people() {
        return people;
    }

    /** Returns the number of people. */
    public int size() {
        return people.size();
    }

    /**
     * Returns the number of a person, counted from 0.
     *
     * @throws IllegalArgumentException if the person is not enrolled
     */
    public int indexOf(Identity person) {
        Integer index = indices.get(person);
        if (index == null) {
            throw new IllegalArgumentException("unknown person: \"" + person + "\", must be one of " + people);
        }
        return index;
    }

    /** Returns whether a person is enrolled. */
    public boolean contains(Identity person) {
        return indices.containsKey(person);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Gallery gallery && people.equals(gallery.people);
    }

    @Override
    public int hashCode() {
        return people.hashCode();
    }

    @Override
    public String toString() {
        return "Gallery" + people;
    }
}
