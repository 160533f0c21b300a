package dev.visor.store.captures;

import dev.visor.evaluation.captured.RunAttacks;
import dev.visor.face.Identity;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The names that captures may use.
 *
 * @param people who are enrolled
 * @param attacks those of the run
 */
public record KnownNames(List<Identity> people, RunAttacks attacks) {

    /** Copies the list. */
    public KnownNames {
        people = List.copyOf(people);
    }

    Collection<String> names() {
        return people.stream().map(Identity::name).collect(Collectors.toCollection(TreeSet::new));
    }

    boolean isKnown(String name) {
        return Set.copyOf(people).contains(new Identity(name));
    }
}
