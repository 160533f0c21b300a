package dev.visor.attack;

import dev.visor.accessory.WornAccessory;
import dev.visor.attack.alignment.View;
import dev.visor.attack.perception.Worn;
import dev.visor.face.Face;
import dev.visor.face.Identity;
import dev.visor.face.PhotographPart;
import dev.visor.image.Image;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Scores;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One attack to be made: a goal, and the pictures of the attacker that share one accessory. Several pictures make the
 * universal form, whose one pattern works on all of them.
 *
 * @param id what to call the attack; with several faces its pictures are numbered from 1
 * @param faces at least one, all of one person, of one size and with the eyes at the same place
 * @param goal what the attacker wants
 * @param donors pictures that the attacker has of somebody to be taken for, of the same size as the faces; may be empty
 * @param rehearsals further pictures of the attacker, of the same format as the faces, on which an attack can try what it makes;
 *     no example is made of them. If the victim sees crops, each has the part of a photograph that it is the picture of. May be
 *     empty
 * @param photograph the part of a photograph that the only face is the picture of, of which the victim sees the crop; null
 *     if the victim sees the faces as they are
 */
public record AttackTask(
        String id,
        List<Face> faces,
        Goal goal,
        List<Image> donors,
        List<Face> rehearsals,
        @Nullable PhotographPart photograph) {

    /** Makes a task whose faces the victim sees as they are, without rehearsals. */
    public AttackTask(String id, List<Face> faces, Goal goal, List<Image> donors) {
        this(id, faces, goal, donors, List.of(), null);
    }

    /** Makes a task without donors. */
    public AttackTask(String id, List<Face> faces, Goal goal) {
        this(id, faces, goal, List.of());
    }

    /** Copies the lists and checks that the faces belong together and that the goal makes sense. */
    public AttackTask {
        faces = List.copyOf(faces);
        donors = List.copyOf(donors);
        rehearsals = List.copyOf(rehearsals);
        if (faces.isEmpty()) {
            throw new IllegalArgumentException("the attack " + id + " has no faces, must have at least one");
        }
        Face first = faces.get(0);
        for (Face face : Stream.concat(faces.stream(), rehearsals.stream()).toList()) {
            if (!face.identity().equals(first.identity())
                    || !face.image().sameSize(first.image())
                    || !face.landmarks().equals(first.landmarks())) {
                throw new IllegalArgumentException("the faces " + first.id() + " and " + face.id()
                        + " can't share an accessory: they must be of one person, one size and one alignment");
            }
        }
        for (Image donor : donors) {
            if (!donor.sameSize(first.image())) {
                throw new IllegalArgumentException("illegal donor for " + id + ": " + donor.width() + "x"
                        + donor.height() + ", must be " + first.image().width() + "x"
                        + first.image().height());
            }
        }
        if (photograph != null && (faces.size() > 1 || !first.image().sameSize(photograph.image()))) {
            throw new IllegalArgumentException(
                    "illegal faces for " + id + ": must be one, of the size of the part of its photograph");
        }
        if (goal instanceof Impersonation impersonation
                && impersonation.target().equals(first.identity())) {
            throw new IllegalArgumentException("illegal target: " + impersonation.target()
                    + " is the attacker, must be another person of the gallery");
        }
        if (goal instanceof Dodging dodging && !dodging.self().equals(first.identity())) {
            throw new IllegalArgumentException("illegal goal: the attacker is " + first.identity()
                    + " and can't dodge being recognized as " + dodging.self());
        }
    }

    /** Returns the same task with other donors. */
    public AttackTask withDonors(List<Image> newDonors) {
        return new AttackTask(id, faces, goal, newDonors, rehearsals, photograph);
    }

    /** Returns the same task with other rehearsals. */
    public AttackTask withRehearsals(List<Face> newRehearsals) {
        return new AttackTask(id, faces, goal, donors, newRehearsals, photograph);
    }

    /**
     * Returns the same attack in the photograph that its only face was cut out of: the pictures are parts of the photograph,
     * and the victim sees their crops. Rehearsals are moved so that their eyes are where those of the face are; those without a
     * photograph are left out. Without such a face, or with several, it is the task itself.
     */
    public AttackTask inPhotograph() {
        PhotographPart part = faces.get(0).photograph();
        if (part == null || faces.size() > 1 || photograph != null) {
            return this;
        }
        return new AttackTask(
                id,
                List.of(in(part, faces.get(0))),
                goal,
                donors.stream().map(part::uncrop).toList(),
                rehearsals.stream().flatMap(face -> rehearsal(face, part)).toList(),
                part);
    }

    private static Stream<Face> rehearsal(Face face, PhotographPart first) {
        PhotographPart part = face.photograph();
        return part == null ? Stream.empty() : Stream.of(in(part.placedLike(first), face));
    }

    private static Face in(PhotographPart part, Face face) {
        return new Face(face.id(), face.identity(), part.image(), part.eyes(), part);
    }

    /** Returns what the victim sees of the pictures. */
    public View view() {
        return photograph == null ? View.whole(faces.get(0)) : View.crop(photograph);
    }

    /**
     * Returns the attacker with an accessory.
     *
     * @param face the index of the face
     * @param texture of the accessory
     * @param image the face with the accessory, 8-bit
     */
    Worn worn(int face, WornAccessory accessory, float[] texture, Image image) {
        List<Worn.Picture> pictures = Stream.concat(
                        Stream.of(new Worn.Picture(faces.get(face).image(), view())),
                        rehearsals.stream().map(other -> new Worn.Picture(other.image(), view(other))))
                .toList();
        return new Worn(pictures, faces.get(face).landmarks(), accessory, texture, image);
    }

    private View view(Face rehearsal) {
        return photograph == null
                ? View.whole(rehearsal)
                : View.crop(Objects.requireNonNull(rehearsal.photograph(), rehearsal.id()));
    }

    /** Returns what the victim sees of pictures. */
    List<Image> seen(List<Image> pictures) {
        View view = view();
        return pictures.stream().map(view::of).toList();
    }

    /** Checks that the gallery knows whose score decides; of an open set the attacker may be a stranger. */
    void checkEnrolled(Gallery gallery) {
        gallery.indexOf(goal.person());
        Identity attacker = faces.get(0).identity();
        if (!gallery.isStranger(attacker)) {
            gallery.indexOf(attacker);
        }
    }

    /** Returns the faces without any accessory. */
    List<Image> pictures() {
        return faces.stream().map(Face::image).toList();
    }

    /** Returns the faces with an accessory in the colors of a texture. */
    List<Image> render(WornAccessory accessory, float[] texture) {
        return faces.stream()
                .map(face -> accessory.render(face.image(), texture))
                .toList();
    }

    /** Returns the mean over the pictures. */
    static double mean(List<Scores> scores, ToDoubleFunction<Scores> value) {
        return scores.stream().mapToDouble(value).average().orElse(0);
    }

    /**
     * Returns what the example of a face is called.
     *
     * @param face its index among the faces
     */
    public String exampleId(int face) {
        return faces.size() == 1 ? id : id + "-" + (face + 1);
    }
}
