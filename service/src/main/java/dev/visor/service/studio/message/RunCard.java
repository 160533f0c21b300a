package dev.visor.service.studio.message;

import java.util.List;

/**
 * A run that is open.
 *
 * @param id what the page calls it
 * @param title of the experiment
 * @param folder where it is
 * @param people who are enrolled
 * @param system in words
 * @param chains of defenses, the undefended system among them
 * @param undefended the name of the undefended system
 * @param attackers their names
 * @param accessories their names
 * @param evaluated whether there are results
 */
public record RunCard(
        String id,
        String title,
        String folder,
        List<String> people,
        String system,
        List<Chain> chains,
        String undefended,
        List<String> attackers,
        List<String> accessories,
        boolean evaluated) {

    /** Copies the lists. */
    public RunCard {
        people = List.copyOf(people);
        chains = List.copyOf(chains);
        attackers = List.copyOf(attackers);
        accessories = List.copyOf(accessories);
    }

    /** A chain with what it consists of, in words. */
    public record Chain(String name, List<String> elements) {

        /** Copies the list. */
        public Chain {
            elements = List.copyOf(elements);
        }
    }
}
