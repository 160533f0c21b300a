package dev.visor.spark;

import dev.visor.api.engine.PieceResult;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What an executor answers about a piece. What would fail in the same way again is an answer, too, lest Spark try it again.
 *
 * @param index of the piece
 * @param result what the piece came to; null if it can't be computed
 * @param failure why it can't, and where, one line; null if it was computed
 */
record Computed(
        int index, @Nullable PieceResult result, @Nullable String failure) implements Serializable {}
