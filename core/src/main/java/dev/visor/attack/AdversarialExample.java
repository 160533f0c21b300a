package dev.visor.attack;

import dev.visor.attack.alignment.AttackedPart;
import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Scores;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A picture of an attacker with an adversarial accessory.
 *
 * @param id what to call the attack and the picture
 * @param face the attacker without the accessory
 * @param goal what the attacker wants
 * @param start the attacker with the plain accessory, 8-bit
 * @param image the attacker with the adversarial accessory, 8-bit; equals {@code start} outside the region
 * @param region where the accessory is
 * @param cleanScores the victim's scores of the face
 * @param startScores the victim's scores of {@code start}
 * @param scores the victim's scores of {@code image}
 * @param iterations how many steps led to {@code image} from where its descent began; of a black-box attack the
 *     number of changed pictures that the victim had been asked about
 * @param reached whether the goal was reached with the confidence asked for
 * @param firstSuccess after how many steps, those of earlier restarts included, the goal first held for this picture,
 *     whatever the confidence; 0 if it held with the plain accessory, none if it never did
 * @param onSurrogates whether the goal holds on all surrogates for the picture that was made on them; null if it was made
 *     on none
 * @param part the part of the photograph that {@code image} was cut out of, when the attack was just made; null if there is
 *     no photograph, or it is on the disk already
 */
public record AdversarialExample(
        String id,
        Face face,
        Goal goal,
        Image start,
        Image image,
        Mask region,
        Scores cleanScores,
        Scores startScores,
        Scores scores,
        int iterations,
        boolean reached,
        OptionalInt firstSuccess,
        @Nullable Boolean onSurrogates,
        @Nullable AttackedPart part) {

    /** Makes an example that was made on the victim itself, without a part of a photograph. */
    public AdversarialExample(
            String id,
            Face face,
            Goal goal,
            Image start,
            Image image,
            Mask region,
            Scores cleanScores,
            Scores startScores,
            Scores scores,
            int iterations,
            boolean reached,
            OptionalInt firstSuccess) {
        this(
                id,
                face,
                goal,
                start,
                image,
                region,
                cleanScores,
                startScores,
                scores,
                iterations,
                reached,
                firstSuccess,
                null,
                null);
    }

    /** Returns the same example with what it achieved on surrogates. */
    public AdversarialExample withOnSurrogates(@Nullable Boolean holds) {
        return new AdversarialExample(
                id,
                face,
                goal,
                start,
                image,
                region,
                cleanScores,
                startScores,
                scores,
                iterations,
                reached,
                firstSuccess,
                holds,
                part);
    }
}
