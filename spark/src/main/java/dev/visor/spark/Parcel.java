package dev.visor.spark;

import dev.visor.api.engine.Piece;
import java.io.Serializable;
import org.apache.spark.broadcast.Broadcast;

/** A piece on its way to an executor: large ones are fetched by the executor that computes them. */
sealed interface Parcel extends Serializable {

    /** Returns which piece it is. */
    int index();

    /** Returns the piece. */
    Piece open();

    /** A piece that travels with its task. */
    record Small(int index, Piece piece) implements Parcel {
        @Override
        public Piece open() {
            return piece;
        }
    }

    /** A piece that is fetched. */
    record Large(int index, Broadcast<Piece> piece) implements Parcel {
        @Override
        public Piece open() {
            return piece.value();
        }
    }
}
