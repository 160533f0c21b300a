package dev.visor.network.graph.internal;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;

/** Runs work as the threads of an engine do: with one native thread, for which filters are then laid out. */
public final class OneThread {

    private OneThread() {}

    /** Returns what the work returns; throws what it throws. */
    public static <R> R call(Supplier<R> work) {
        FutureTask<R> task = new FutureTask<>(() -> {
            torch.get_num_threads();
            torch.set_num_threads(1);
            Context.setFlushDenormal(true);
            return work.get();
        });
        Thread thread = new Thread(task, "visor-compile");
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof RuntimeException cause) {
                        throw cause;
                    }
                    if (e.getCause() instanceof Error cause) {
                        throw cause;
                    }
                    throw new IllegalStateException(e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
