package dev.visor.evaluation.captured;

import java.util.List;

/**
 * A system that decides about captures.
 *
 * @param name of the chain of defenses, or of the undefended system
 * @param chain the names of what the chain is made of, in order; empty for the undefended system
 */
public record CapturedSystem(String name, List<String> chain) {

    /** Copies the list. */
    public CapturedSystem {
        chain = List.copyOf(chain);
    }

    /** Returns whether there is no defense. */
    public boolean isUndefended() {
        return chain.isEmpty();
    }
}
