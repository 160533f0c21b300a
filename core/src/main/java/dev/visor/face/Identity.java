package dev.visor.face;

/**
 * A person, known by a name.
 *
 * @param name not blank
 */
public record Identity(String name) implements Comparable<Identity> {

    /** Checks the name. */
    public Identity {
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
