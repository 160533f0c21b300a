package dev.visor.experiment;

import dev.visor.evaluation.Answer;

/**
 * An attack to look at, with the names of its pictures.
 *
 * @param attack the id of the attack
 * @param defense the name of the defense
 * @param clean the answer to the attacker without glasses
 * @param attacked the answer to the adversarial picture
 * @param cleansed the answer to the cleansed picture
 * @param facePicture the attacker without glasses
 * @param targetPicture a training picture of the target; empty if there is no target
 * @param startPicture the attacker with the plain glasses
 * @param attackedPicture the attacker with the adversarial glasses
 * @param saliencyPicture the saliency map, dark where the influence is high
 * @param maskPicture the saliency mask over the adversarial picture
 * @param cleansedPicture the adversarial picture with the masked pixels replaced
 */
public record Example(
        String attack,
        String defense,
        Answer clean,
        Answer attacked,
        Answer cleansed,
        String facePicture,
        String targetPicture,
        String startPicture,
        String attackedPicture,
        String saliencyPicture,
        String maskPicture,
        String cleansedPicture) {}
