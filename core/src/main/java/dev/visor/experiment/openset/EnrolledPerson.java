package dev.visor.experiment.openset;

import dev.visor.defense.Occlusions;
import dev.visor.face.Identity;
import dev.visor.recognition.embedding.Template;
import java.util.Map;

/**
 * What the systems of a guard know of one person: a template in the system that is defended, and one in each system that a
 * defense asks about occluded faces. Immutable and thread-safe.
 *
 * @param plain the template in the system itself
 * @param hardened the template in the system of each occlusions, of the same person
 */
public record EnrolledPerson(Template plain, Map<Occlusions, Template> hardened) {

    /** Copies the map and checks that all templates are of one person. */
    public EnrolledPerson {
        hardened = Map.copyOf(hardened);
        for (Template template : hardened.values()) {
            if (!template.person().equals(plain.person())) {
                throw new IllegalArgumentException(
                        "templates of " + plain.person() + " and " + template.person() + ", must be of one person");
            }
        }
    }

    /** Returns who it is. */
    public Identity person() {
        return plain.person();
    }
}
