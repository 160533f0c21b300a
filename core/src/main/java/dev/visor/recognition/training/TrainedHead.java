package dev.visor.recognition.training;

import dev.visor.recognition.ConfusionMatrix;
import dev.visor.recognition.Head;
import java.util.List;

/**
 * What training gave.
 *
 * @param head the head after the last epoch
 * @param epochs how it went, one after another
 * @param training who of the training faces is taken for whom at the end
 * @param validation who of the held-out faces is taken for whom at the end
 */
public record TrainedHead(Head head, List<Epoch> epochs, ConfusionMatrix training, ConfusionMatrix validation) {

    /** Copies the list. */
    public TrainedHead {
        epochs = List.copyOf(epochs);
    }
}
