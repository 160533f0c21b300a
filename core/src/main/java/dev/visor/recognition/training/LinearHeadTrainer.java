package dev.visor.recognition.training;

import dev.visor.face.Face;
import dev.visor.network.Backbone;
import dev.visor.recognition.Gallery;
import dev.visor.recognition.Head;
import dev.visor.recognition.internal.LogisticRegression;
import dev.visor.run.RunContext;
import java.util.List;

/**
 * Trains a linear head behind a frozen backbone to the optimum: multinomial logistic regression with weight decay, found by L-BFGS
 * (D. C. Liu, J. Nocedal, "On the limited memory BFGS method for large scale optimization", 1989). The optimum is unique, so nothing
 * is drawn. Under a mask, where the features of a face say less about the person, it knows people better than a head of
 * {@link HeadTrainer} (docs/DEFENSES.md).
 *
 * <p>Immutable and thread-safe.
 */
public final class LinearHeadTrainer {

    /** Of 0.01, 0.001 and 0.0001 the best on faces of celebs24 under masks. */
    private static final double WEIGHT_DECAY = 1e-3;

    /**
     * Trains a head.
     *
     * @param backbone gives the features
     * @param gallery the people to recognize
     * @param faces all of people of the gallery, at least one
     * @param views what it sees of a face
     * @param run receives progress
     */
    public Head train(Backbone backbone, Gallery gallery, List<Face> faces, FaceViews views, RunContext run) {
        HeadFeatures features = HeadFeatures.ofTraining(backbone, gallery, faces, views, run);
        return backbone.engine()
                .call(() -> features.head(
                        gallery, List.of(LogisticRegression.fit(features.data(), gallery.size(), WEIGHT_DECAY))));
    }
}
