package dev.visor.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.device.Compute;
import dev.visor.device.Device;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineTest {

    private static final List<Integer> ITEMS = IntStream.range(0, 10).boxed().toList();

    @Test
    @Tag("cpu")
    void refusesADeviceThatTheBuildDoesNotKnow() {
        Compute cuda = new Compute(1, Device.CUDA);
        assertThatThrownBy(() -> Engine.start(cuda, Precision.FLOAT32))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("device cuda: this build computes on the processor only; build it with mvn -Pcuda");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 4", "3, 1", "3, 4", "3, 10", "3, 99"})
    void resultsComeInTheOrderOfTheItems(int threads, int chunk) {
        try (Engine engine = Engine.start(threads)) {
            List<String> results = engine.map(ITEMS, chunk, (start, part) -> {
                assertThat(part).hasSizeBetween(1, chunk);
                return IntStream.range(0, part.size())
                        .mapToObj(i -> (start + i) + ":" + part.get(i))
                        .toList();
            });
            assertThat(results)
                    .containsExactlyElementsOf(
                            ITEMS.stream().map(i -> i + ":" + i).toList());
            assertThat(each(engine, ITEMS, i -> i * i)).startsWith(0, 1, 4).endsWith(81);
            assertThat(engine.map(List.of(), chunk, (start, part) -> part)).isEmpty();
        }
    }

    @Test
    void worksOnAsManyChunksAtATimeAsItHasThreads() {
        try (Engine engine = Engine.start(3)) {
            assertThat(engine.threads()).isEqualTo(3);
            CyclicBarrier barrier = new CyclicBarrier(3);
            Set<String> threads = ConcurrentHashMap.newKeySet();
            each(engine, ITEMS.subList(0, 3), i -> {
                threads.add(Thread.currentThread().getName());
                try {
                    return barrier.await();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(threads).hasSize(3).allMatch(name -> name.startsWith("visor-"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        // threads, items, least, most, helped, sizes of the chunks
        "2, 10, 1, 4, false, 2 3 2 3",
        "2, 8, 1, 4, true, 4 4",
        "2, 9, 1, 4, true, 4 4 1",
        "2, 1, 1, 4, true, 1",
        "4, 2, 1, 4, true, 2",
        "4, 3, 1, 4, true, 1 1 1",
        "2, 2, 2, 4, false, 2",
        "2, 5, 2, 4, false, 2 3",
        "2, 5, 4, 4, false, 2 3",
        "1, 9, 1, 4, false, 3 3 3"
    })
    void allThreadsHaveAboutTheSameWork(int threads, int items, int least, int most, boolean helped, String sizes) {
        try (Engine engine = Engine.start(threads)) {
            List<String> parts = engine.map(
                    IntStream.range(0, items).boxed().toList(),
                    least,
                    most,
                    helped,
                    (start, part) -> List.of("" + part.size()));
            assertThat(parts).containsExactly(sizes.split(" "));
        }
    }

    @Test
    void theFirstFailureComesOutAfterAllChunksHaveEnded() {
        try (Engine engine = Engine.start(3)) {
            AtomicInteger ended = new AtomicInteger();
            assertThatThrownBy(() -> each(engine, ITEMS, i -> {
                        if (i == 2 || i == 7) {
                            throw new IllegalArgumentException("item " + i);
                        }
                        return ended.incrementAndGet();
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("item 2");
            assertThat(ended).hasValue(8);
            assertThat(each(engine, ITEMS, i -> i)).isEqualTo(ITEMS);
        }
    }

    @Test
    void errorsComeOutAfterAllChunksHaveEndedToo() {
        try (Engine engine = Engine.start(2)) {
            AtomicInteger ended = new AtomicInteger();
            assertThatThrownBy(() -> each(engine, ITEMS, i -> {
                        if (i == 0) {
                            throw new AssertionError("item " + i);
                        }
                        Thread.yield();
                        return ended.incrementAndGet();
                    }))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("item 0");
            assertThat(ended).hasValue(9);
        }
    }

    @Test
    void aCallPassesItsResultAndItsFailureOn() {
        try (Engine engine = Engine.start(1)) {
            assertThat(engine.call(() -> 5)).isEqualTo(5);
            IOException checked = new IOException("checked");
            assertThatThrownBy(() -> engine.call(() -> {
                        throw checked;
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasCause(checked);
        }
    }

    @Test
    void anInterruptionDoesNotBreakWorkOff() {
        try (Engine engine = Engine.start(1)) {
            Thread.currentThread().interrupt();
            assertThat(each(engine, ITEMS, i -> i)).isEqualTo(ITEMS);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void takesNoWorkAfterItIsClosed() {
        Engine engine = Engine.start(1);
        engine.close();
        assertThatThrownBy(() -> engine.call(() -> 1)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void refusesNoThreadsAndEmptyChunks() {
        assertThatThrownBy(() -> Engine.start(0)).hasMessage("illegal threads: 0, must be at least 1");
        try (Engine engine = Engine.start(1)) {
            assertThatThrownBy(() -> engine.map(ITEMS, 0, (start, part) -> part))
                    .hasMessage("illegal chunk: from 1 to 0 items, must be at least 1, the least first");
        }
    }

    @Test
    void computesIn32BitFloatsUnlessAskedNotTo() {
        try (Engine plain = Engine.start(1);
                Engine coarse = Engine.start(2, Precision.BFLOAT16)) {
            assertThat(plain.precision()).isEqualTo(Precision.FLOAT32);
            assertThat(coarse.precision()).isEqualTo(Precision.BFLOAT16);
            assertThat(coarse.threads()).isEqualTo(2);
        }
        assertThatThrownBy(() -> Engine.start(1, Precision.AUTO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("illegal precision: AUTO, must be FLOAT32 or BFLOAT16");
        assertThatThrownBy(() -> Engine.start(0, Precision.BFLOAT16))
                .hasMessage("illegal threads: 0, must be at least 1");
    }

    private static <T, R> List<R> each(Engine engine, List<T> items, Function<T, R> work) {
        return engine.map(items, 1, (start, part) -> List.of(work.apply(part.get(0))));
    }
}
