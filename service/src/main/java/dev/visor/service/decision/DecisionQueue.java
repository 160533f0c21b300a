package dev.visor.service.decision;

import dev.visor.defense.Cleansed;
import dev.visor.defense.MaskedDecision;
import dev.visor.image.Image;
import dev.visor.service.decision.Shared.Use;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/**
 * Faces that wait for the decision of a system. One thread asks all systems. Whatever waits for one system when the thread becomes
 * free is decided together, as one batch, up to a size. So nobody waits for a batch to fill up, and the more are waiting, the larger
 * it is.
 *
 * <p>Thread-safe.
 */
public final class DecisionQueue implements AutoCloseable {

    private final int batch;
    private final IntConsumer decided;
    private final BlockingQueue<Waiting> waiting;
    private final Thread worker;

    private boolean closed;

    /**
     * What was decided about a face.
     *
     * @param masked the decision, and who the face is taken for under each mask
     * @param cleansed what a masking defense makes of the face; empty if nobody asked, or no defense hides a part
     */
    public record Decided(MaskedDecision masked, Optional<Cleansed> cleansed) {}

    /** A face that waits; without one it ends the work. */
    private record Waiting(
            Optional<Use<GuardedSystem>> use,
            Optional<Image> face,
            boolean explained,
            CompletableFuture<Decided> decision) {

        static final Waiting END = new Waiting(Optional.empty(), Optional.empty(), false, new CompletableFuture<>());
    }

    /**
     * Starts to work.
     *
     * @param capacity how many faces can wait, at least 1
     * @param batch how many are decided together at most, at least 1
     * @param decided is given the size of each batch
     */
    public DecisionQueue(int capacity, int batch, IntConsumer decided) {
        this.batch = batch;
        this.decided = decided;
        this.waiting = new ArrayBlockingQueue<>(capacity + 1); // and the end
        this.worker = new Thread(this::work, "visor-decisions");
        this.worker.setDaemon(true);
        this.worker.start();
    }

    /**
     * Lets a face wait for its decision.
     *
     * @param use of the system to ask, which stays the caller's; the queue takes one of its own
     * @param explained whether what a masking defense makes of it is wanted, too
     * @return empty if too many are waiting, or the queue is closed
     */
    public synchronized Optional<CompletableFuture<Decided>> submit(
            Use<GuardedSystem> use, Image face, boolean explained) {
        if (closed || waiting.remainingCapacity() <= 1) {
            return Optional.empty();
        }
        Waiting one = new Waiting(Optional.of(use.again()), Optional.of(face), explained, new CompletableFuture<>());
        waiting.add(one);
        return Optional.of(one.decision);
    }

    /** Returns how many faces are waiting. */
    public int size() {
        return waiting.size();
    }

    private void work() {
        List<Waiting> together = new ArrayList<>();
        try {
            while (true) {
                together.clear();
                together.add(waiting.take());
                waiting.drainTo(together, batch - 1);
                boolean last = together.remove(Waiting.END);
                Map<GuardedSystem, List<Waiting>> bySystem = new IdentityHashMap<>();
                together.forEach(
                        one -> bySystem.computeIfAbsent(one.use.orElseThrow().value(), system -> new ArrayList<>())
                                .add(one));
                bySystem.forEach(this::decide);
                if (last) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void decide(GuardedSystem system, List<Waiting> together) {
        try {
            List<MaskedDecision> decisions = system.decide(
                    together.stream().flatMap(one -> one.face.stream()).toList());
            decided.accept(together.size());
            for (int i = 0; i < together.size(); i++) {
                Waiting one = together.get(i);
                Optional<Cleansed> cleansed = one.explained ? one.face.flatMap(system::explain) : Optional.empty();
                one.decision.complete(new Decided(decisions.get(i), cleansed));
            }
        } catch (RuntimeException | Error e) {
            // Whoever waits gets the failure; the next ones may fare better.
            together.forEach(one -> one.decision.completeExceptionally(e));
        } finally {
            together.forEach(one -> one.use.orElseThrow().close());
        }
    }

    /** Takes no more faces, and returns when all that were waiting are decided. */
    @Override
    public void close() {
        synchronized (this) {
            if (!closed) {
                closed = true;
                waiting.add(Waiting.END);
            }
        }
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
