package dev.visor.evaluation.grid;

import dev.visor.attack.AdversarialExample;
import dev.visor.attack.Impersonation;
import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.image.Image;
import org.jspecify.annotations.Nullable;

/**
 * A picture that combinations of a grid are tried on.
 *
 * @param id what the journal calls it
 * @param real who is in it
 * @param target whom an attacker wants to pass for; null for a clean face
 */
record GridProbe(
        String id, Image image, Identity real, @Nullable Identity target) {

    static GridProbe of(Face face) {
        return new GridProbe(GridSearch.cleanPiece(face.id()), face.image(), face.identity(), null);
    }

    static GridProbe of(AdversarialExample example) {
        return new GridProbe(
                GridSearch.attackPiece(example.id()),
                example.image(),
                example.face().identity(),
                target(example));
    }

    private static Identity target(AdversarialExample example) {
        if (example.goal() instanceof Impersonation impersonation) {
            return impersonation.target();
        }
        throw new IllegalArgumentException("the attack " + example.id() + " has no target, which tuning needs");
    }
}
