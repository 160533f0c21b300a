package dev.visor.attack;

import dev.visor.face.Identity;

/**
 * Not to be recognized as oneself.
 *
 * @param self who the attacker really is
 */
public record Dodging(Identity self) implements Goal {

    @Override
    public Identity person() {
        return self;
    }

    @Override
    public boolean rises() {
        return false;
    }
}
