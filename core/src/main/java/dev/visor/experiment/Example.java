package dev.visor.experiment;

import dev.visor.evaluation.Answer;
import dev.visor.evaluation.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * An attack to look at, with the names of its pictures.
 *
 * @param attack the id of the attack
 * @param attacker the name of the attacker
 * @param accessory the name of the accessory
 * @param defense the name of the defense; that of the undefended system if there are no others
 * @param clean the answer of the undefended system to the attacker without the accessory
 * @param attacked the answer of the undefended system to the adversarial picture
 * @param defended the answer of the defended system to the adversarial picture
 * @param facePicture the attacker without the accessory
 * @param targetPicture a training picture of the target; empty if there is no target
 * @param startPicture the attacker with the plain accessory
 * @param attackedPicture the attacker with the adversarial accessory
 * @param saliencyPicture the saliency map, dark where the influence is high; empty if the defense has none
 * @param maskPicture what the defense masks, over the adversarial picture; empty if it masks nothing
 * @param cleansedPicture the picture with the masked pixels replaced; empty likewise
 * @param underMasks what each mask of the defense sees; null if it does not look under masks
 * @param photograph the attack in its photograph; null if there is none
 */
public record Example(
        String attack,
        String attacker,
        String accessory,
        String defense,
        Answer clean,
        Answer attacked,
        Answer defended,
        String facePicture,
        String targetPicture,
        String startPicture,
        String attackedPicture,
        String saliencyPicture,
        String maskPicture,
        String cleansedPicture,
        @Nullable UnderMasks underMasks,
        @Nullable InPhotograph photograph) {

    /**
     * An attack in its photograph.
     *
     * @param wholePicture the attacked photograph, shrunk for the page
     * @param foundPicture the crop of the face that was found in it; empty if none was found that can be used
     * @param outcome what the defense answers to the photograph
     */
    public record InPhotograph(String wholePicture, String foundPicture, Outcome.EndToEnd outcome) {}
}
