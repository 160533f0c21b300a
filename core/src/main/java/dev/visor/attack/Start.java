package dev.visor.attack;

import dev.visor.accessory.WornAccessory;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.recognition.Scores;
import java.util.List;

/**
 * Where the attack of a task begins: with the plain accessory in the best of the start colors.
 *
 * @param accessory at its place in the pictures
 * @param colors the start colors, the best one first
 * @param pictures with the accessory in the best color, one per face
 * @param cleanScores of the faces without the accessory
 * @param scores of the pictures
 */
public record Start(
        AttackTask task,
        WornAccessory accessory,
        List<Color> colors,
        List<Image> pictures,
        List<Scores> cleanScores,
        List<Scores> scores) {}
