package dev.visor.face;

import dev.visor.text.Names;

/**
 * A person, known by a name.
 *
 * @param name not blank; kept in Unicode's composed form, so that it is the same on every machine
 */
public record Identity(String name) implements Comparable<Identity> {

    /** Checks the name. */
    public Identity {
        name = Names.normalized(name);
        if (name.isBlank()) {
            throw new IllegalArgumentException("illegal name of a person: it is blank");
        }
    }

    @Override
    public int compareTo(Identity other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
