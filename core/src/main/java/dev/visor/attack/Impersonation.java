package dev.visor.attack;

import dev.visor.face.Identity;

/**
 * To be recognized as a certain other person.
 *
 * @param target whom the attacker wants to be taken for
 */
public record Impersonation(Identity target) implements Goal {

    @Override
    public Identity person() {
        return target;
    }

    @Override
    public boolean rises() {
        return true;
    }
}
