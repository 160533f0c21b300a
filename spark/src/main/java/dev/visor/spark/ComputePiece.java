package dev.visor.spark;

import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** Computes the piece of a task on its executor. */
final class ComputePiece extends AbstractFunction2<TaskContext, Iterator<Parcel>, Computed> implements Serializable {

    private static final long serialVersionUID = 1;

    private final Orders orders;

    ComputePiece(Orders orders) {
        this.orders = orders;
    }

    @Override
    public Computed apply(TaskContext task, Iterator<Parcel> parcels) {
        Parcel parcel = parcels.next();
        try {
            return new Computed(parcel.index(), ExecutorSite.HERE.compute(orders, parcel.open()), null);
        } catch (IOException | IllegalArgumentException e) {
            return failed(parcel, String.valueOf(e.getMessage()));
        } catch (LinkageError e) {
            return failed(
                    parcel,
                    "lacks native libraries (" + e + "); give them to the executors with --jars, or put them into the"
                            + " folder jars of Spark there");
        }
    }

    private static Computed failed(Parcel parcel, String reason) {
        String executor = SparkEnv.get().executorId();
        String where = SparkEnv.get().blockManager().blockManagerId().host();
        return new Computed(parcel.index(), null, "executor " + executor + " on " + where + ": " + reason);
    }
}
