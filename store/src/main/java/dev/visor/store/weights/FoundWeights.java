package dev.visor.store.weights;

import dev.visor.network.NamedTensors;
import dev.visor.network.Preprocessing;
import java.util.List;

/**
 * What a file of weights holds.
 *
 * @param format of the file, in words
 * @param tensors the convolutions, with torchvision's names and layout; its metadata are those of the file
 * @param input what belongs to the file, or else to its format
 * @param inputIsAssumed whether the file itself says nothing about it
 * @param remarks what the reader should know about how it was read, a line each
 */
record FoundWeights(
        String format, NamedTensors tensors, Preprocessing input, boolean inputIsAssumed, List<String> remarks) {

    FoundWeights {
        remarks = List.copyOf(remarks);
    }
}
