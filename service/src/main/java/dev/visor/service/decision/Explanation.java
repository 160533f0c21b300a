package dev.visor.service.decision;

import dev.visor.defense.Cleansed;
import dev.visor.defense.MaskedAnswer;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a decision rests on, as PNG files in Base64.
 *
 * @param answer the decision
 * @param face the aligned face that was decided about
 * @param masks what is seen under each mask
 * @param saliency what a masking defense sees; null if the chain has none
 */
public record Explanation(
        Answer answer,
        String face,
        List<MaskPicture> masks,
        @Nullable SaliencyPictures saliency) {

    /** Copies the list. */
    public Explanation {
        masks = List.copyOf(masks);
    }

    /**
     * What is seen under a mask.
     *
     * @param mask what is under it
     * @param picture the face with the pixels under the mask replaced
     */
    public record MaskPicture(String mask, String picture) {

        static MaskPicture of(MaskedAnswer answer) {
            return new MaskPicture(answer.mask(), png(answer.picture()));
        }
    }

    /**
     * What a masking defense sees.
     *
     * @param map how suspicious each pixel is, from black to white
     * @param mask the pixels that are replaced, in white
     * @param cleansed the face without them
     */
    public record SaliencyPictures(String map, String mask, String cleansed) {

        static SaliencyPictures of(Cleansed cleansed) {
            return new SaliencyPictures(
                    png(cleansed.map().toImage()), png(cleansed.mask().toImage()), png(cleansed.image()));
        }
    }

    /** Returns the explanation of a decision. */
    public static Explanation of(DecisionQueue.Decided decided, Answer answer, Image face) {
        return new Explanation(
                answer,
                png(face),
                decided.masked().masks().stream().map(MaskPicture::of).toList(),
                decided.cleansed().map(SaliencyPictures::of).orElse(null));
    }

    private static String png(Image image) {
        return Base64.getEncoder().encodeToString(PictureCodec.encodePng(image));
    }
}
