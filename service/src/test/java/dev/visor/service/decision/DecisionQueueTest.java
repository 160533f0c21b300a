package dev.visor.service.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.defense.Cleansed;
import dev.visor.defense.MaskedDecision;
import dev.visor.face.FaceFormat;
import dev.visor.image.Image;
import dev.visor.recognition.Gallery;
import dev.visor.service.PixelSystem;
import dev.visor.service.decision.DecisionQueue.Decided;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DecisionQueueTest {

    private final PixelSystem system = new PixelSystem();
    private final List<Integer> noted = new CopyOnWriteArrayList<>();

    private final CurrentSystem current = new CurrentSystem(system);

    private DecisionQueue queue(int capacity, int batch) {
        return new DecisionQueue(capacity, batch, noted::add);
    }

    private Optional<CompletableFuture<Decided>> submit(DecisionQueue queue, int face) {
        try (Shared.Use<GuardedSystem> use = current.use()) {
            return queue.submit(use, face(face), false);
        }
    }

    private Image face(int index) {
        return system.face(index).image();
    }

    private static Decided get(CompletableFuture<Decided> decision) throws Exception {
        return decision.get(30, TimeUnit.SECONDS);
    }

    @Test
    void whatWaitsIsDecidedTogetherAndEachGetsItsOwn() throws Exception {
        system.gate.drainPermits();
        try (DecisionQueue queue = queue(20, 4)) {
            List<CompletableFuture<Decided>> decisions = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                decisions.add(submit(queue, 5 * i).orElseThrow());
            }
            system.gate.release(10);
            for (int i = 0; i < 10; i++) {
                assertThat(get(decisions.get(i)).masked().decision().scores().best())
                        .isEqualTo(system.face(5 * i).identity());
            }
        }
        assertThat(system.batches).allMatch(size -> size <= 4).hasSizeBetween(3, 4);
        assertThat(system.batches.stream().mapToInt(i -> i).sum()).isEqualTo(10);
        assertThat(noted).isEqualTo(system.batches);
    }

    @Test
    void aFullQueueTakesNoMore() throws Exception {
        system.gate.drainPermits();
        try (DecisionQueue queue = queue(2, 1)) {
            int taken = 0;
            while (submit(queue, taken).isPresent()) {
                taken++;
                Thread.sleep(20); // so that the first one is taken by the worker
            }
            assertThat(taken).isEqualTo(3);
            system.gate.release(100);
        }
    }

    @Test
    void closingDecidesEverythingThatWaits() throws Exception {
        system.gate.drainPermits();
        DecisionQueue queue = queue(10, 2);
        List<CompletableFuture<Decided>> decisions = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            decisions.add(submit(queue, i).orElseThrow());
        }
        Thread closing = new Thread(queue::close);
        closing.start();
        while (submit(queue, 0).isPresent()) {
            Thread.sleep(1);
        }
        assertThat(decisions).noneMatch(CompletableFuture::isDone);
        system.gate.release(100);
        closing.join();
        assertThat(decisions).allMatch(CompletableFuture::isDone);
    }

    @Test
    void aFailureReachesThoseOfItsBatchAloneAndTheQueueGoesOn() throws Exception {
        current.replace(new Failing(system));
        try (DecisionQueue queue = queue(10, 1)) {
            CompletableFuture<Decided> failed = submit(queue, 0).orElseThrow();
            assertThatThrownBy(() -> get(failed))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("out of luck");
            assertThat(get(submit(queue, 1).orElseThrow()).masked().masks()).hasSize(1);
        }
    }

    @Test
    void aReplacedSystemDecidesWhatItWasAskedAndIsThenClosed() throws Exception {
        List<String> closed = new CopyOnWriteArrayList<>();
        current.replace(new Closing(system, () -> closed.add("first")));
        system.gate.drainPermits();
        try (DecisionQueue queue = queue(10, 8)) {
            CompletableFuture<Decided> before = submit(queue, 0).orElseThrow();
            while (system.gate.getQueueLength() == 0) {
                Thread.sleep(1);
            }
            CompletableFuture<Decided> waiting = submit(queue, 1).orElseThrow();
            current.replace(new Closing(system, () -> closed.add("second")));
            CompletableFuture<Decided> after = submit(queue, 2).orElseThrow();
            assertThat(closed).isEmpty();
            system.gate.release(100);
            get(before);
            get(waiting);
            get(after);
        }
        assertThat(closed).containsExactly("first");
        assertThat(system.batches).as("no batch mixes systems").containsExactly(1, 1, 1);
        current.close();
        assertThat(closed).containsExactly("first", "second");
        assertThatThrownBy(current::use).isInstanceOf(IllegalStateException.class);
    }

    /** Says when it is closed. */
    private static final class Closing extends Inner {

        private final Runnable closed;

        Closing(GuardedSystem inner, Runnable closed) {
            super(inner);
            this.closed = closed;
        }

        @Override
        public void close() {
            closed.run();
        }
    }

    /** Fails once. */
    private static final class Failing extends Inner {

        private boolean failed;

        Failing(GuardedSystem inner) {
            super(inner);
        }

        @Override
        public List<MaskedDecision> decide(List<Image> faces) {
            if (!failed) {
                failed = true;
                throw new IllegalStateException("out of luck");
            }
            return super.decide(faces);
        }
    }

    /** Does as another one does. */
    private static class Inner implements GuardedSystem {

        private final GuardedSystem inner;

        Inner(GuardedSystem inner) {
            this.inner = inner;
        }

        @Override
        public FaceFormat format() {
            return inner.format();
        }

        @Override
        public Gallery gallery() {
            return inner.gallery();
        }

        @Override
        public List<String> declared() {
            return inner.declared();
        }

        @Override
        public String fingerprint() {
            return inner.fingerprint();
        }

        @Override
        public List<MaskedDecision> decide(List<Image> faces) {
            return inner.decide(faces);
        }

        @Override
        public Optional<Cleansed> explain(Image face) {
            return Optional.empty();
        }
    }
}
