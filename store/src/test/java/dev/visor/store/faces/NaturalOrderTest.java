package dev.visor.store.faces;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {

    @Test
    void countsInsteadOfSpelling() {
        List<String> sorted = List.of(
                "", "1.jpg", "2.jpg", "10.jpg", "a", "a1b2", "a1b02", "a1b10", "a2", "a99999999999999999999", "b");
        String[] shuffled = sorted.toArray(String[]::new);
        java.util.Collections.shuffle(Arrays.asList(shuffled), new java.util.Random(3));
        NaturalOrder order = new NaturalOrder();
        Arrays.sort(shuffled, order);
        assertThat(shuffled[0]).isEmpty();
        assertThat(order.compare("2.jpg", "10.jpg")).isNegative();
        assertThat(order.compare("a1b02", "a1b2")).isNegative();
        assertThat(order.compare("a1", "a")).isPositive();
        assertThat(Arrays.asList(shuffled))
                .containsExactly(
                        "",
                        "1.jpg",
                        "2.jpg",
                        "10.jpg",
                        "a",
                        "a1b02",
                        "a1b2",
                        "a1b10",
                        "a2",
                        "a99999999999999999999",
                        "b");
    }
}
