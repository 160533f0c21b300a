package dev.visor.network.internal;

import org.bytedeco.pytorch.Tensor;

/**
 * A part of a network that can be passed forwards and, by the tape, backwards. Owns its weights, which never change;
 * thread-safe.
 */
public interface Stage extends AutoCloseable {

    /**
     * Passes forward, within the caller's native scope.
     *
     * @param input a batch, its number of pictures first
     * @param tape remembers the steps
     */
    Tensor forward(Tensor input, Tape tape);

    @Override
    void close();
}
