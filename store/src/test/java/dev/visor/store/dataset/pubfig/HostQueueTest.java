package dev.visor.store.dataset.pubfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostQueueTest {

    private final HostQueue queue = new HostQueue(Duration.ZERO);
    private final PendingRequest a1 = request("http://a.org/1");
    private final PendingRequest a2 = request("http://A.org:81/2");
    private final PendingRequest a3 = request("https://a.org/3");
    private final PendingRequest b1 = request("http://b.org/1");

    @Test
    void hostsTakeTurnsAndHaveTwoRequestsAtMost() throws InterruptedException {
        add(a1, a2, a3, b1);
        assertThat(queue.take()).contains(a1);
        assertThat(queue.take()).contains(b1);
        assertThat(queue.take()).contains(a2);
        queue.release(a1);
        assertThat(queue.take()).contains(a3);
    }

    @Test
    void endsWhenNothingWaitsAndNothingRuns() throws InterruptedException {
        add(b1);
        assertThat(queue.take()).contains(b1);
        PendingRequest again = b1.again(System.nanoTime());
        add(again);
        queue.release(b1);
        assertThat(queue.take()).contains(again);
        queue.release(again);
        assertThat(queue.take()).isEmpty();
    }

    @Test
    void aRequestGoesOutWhenItsTimeHasComeAndOthersBeforeIt() throws InterruptedException {
        long start = System.nanoTime();
        PendingRequest later = b1.again(start + Duration.ofMillis(200).toNanos());
        PendingRequest b2 = request("http://b.org/2");
        add(later, a1, b2);
        assertThat(queue.take()).contains(b2);
        assertThat(queue.take()).contains(a1);
        assertThat(queue.take()).contains(later);
        assertThat(System.nanoTime() - start)
                .isGreaterThanOrEqualTo(Duration.ofMillis(200).toNanos());
    }

    @Test
    void aHostThatIsGivenUpGetsNothingMore() throws InterruptedException {
        add(a1, a2, a3, b1);
        assertThat(queue.take()).contains(a1);
        assertThat(queue.giveUp(a1)).containsExactly(a2, a3);
        assertThat(queue.add(a2)).isFalse();
        queue.release(a1);
        assertThat(queue.take()).contains(b1);
        queue.release(b1);
        assertThat(queue.take()).isEmpty();
    }

    @Test
    void aHostIsGivenUpAfterSixSilencesInARow() throws InterruptedException {
        add(a1, a2);
        Optional<PendingRequest> taken = queue.take();
        assertThat(taken).contains(a1);
        for (int i = 0; i < 5; i++) {
            assertThat(queue.unheard(a1)).isEmpty();
        }
        queue.heard(a1);
        for (int i = 0; i < 5; i++) {
            assertThat(queue.unheard(a1)).isEmpty();
        }
        assertThat(queue.unheard(a1)).containsExactly(a2);
    }

    @Test
    void nothingIsHandedOutAfterClosing() throws InterruptedException {
        add(a1);
        queue.close();
        assertThat(queue.take()).isEmpty();
    }

    private void add(PendingRequest... requests) {
        for (PendingRequest request : List.of(requests)) {
            assertThat(queue.add(request)).isTrue();
        }
    }

    private static PendingRequest request(String address) {
        PubFigEntry entry =
                new PubFigEntry("Al", 1, address, new FaceRectangle(0, 0, 1, 1), Optional.empty(), "line 1");
        return new PendingRequest(entry, URI.create(address), 0, 0, System.nanoTime());
    }
}
