package dev.visor.attack;

import dev.visor.face.Face;
import dev.visor.image.Image;
import dev.visor.image.Mask;
import dev.visor.recognition.Scores;

/**
 * A picture of an attacker with an adversarial accessory.
 *
 * @param id what to call the attack and the picture
 * @param face the attacker without the accessory
 * @param goal what the attacker wants
 * @param start the attacker with the plain accessory, 8-bit
 * @param image the attacker with the adversarial accessory, 8-bit; equals {@code start} outside the region
 * @param region where the accessory is
 * @param cleanScores what the victim says of the face
 * @param startScores what the victim says of {@code start}
 * @param scores what the victim says of {@code image}
 * @param iterations how many steps led to {@code image}
 * @param reached whether the goal was reached with the confidence asked for
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
        boolean reached) {}
