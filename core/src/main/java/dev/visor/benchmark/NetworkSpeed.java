package dev.visor.benchmark;

import java.util.List;

/**
 * How fast a network is. All times are wall time with all threads of its engine.
 *
 * @param network what it is called
 * @param width of its pictures in pixels
 * @param height of its pictures in pixels
 * @param weights where its weights are from, in a few words
 * @param precision the numbers that its gradients were computed in
 * @param batch how many pictures the first three were measured with
 * @param forward identifying a picture
 * @param backward identifying it and pulling a gradient back to its pixels
 * @param saliency its relative saliency map: guided backpropagation, reading, and dividing by what clean faces show
 * @param attacks for each batch, the smallest first
 * @param grid a grid search
 */
public record NetworkSpeed(
        String network,
        int width,
        int height,
        String weights,
        String precision,
        int batch,
        Cost forward,
        Cost backward,
        Cost saliency,
        List<AttackSpeed> attacks,
        GridSpeed grid) {

    /** Copies the list. */
    public NetworkSpeed {
        attacks = List.copyOf(attacks);
    }
}
