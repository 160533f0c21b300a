package dev.visor.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountTest {

    @Test
    void oneIsNotSeveral() {
        assertThat(Count.of(0, "face")).isEqualTo("0 faces");
        assertThat(Count.of(1, "face")).isEqualTo("1 face");
        assertThat(Count.of(2, "face")).isEqualTo("2 faces");
        assertThat(Count.ofPeople(1)).isEqualTo("1 person");
        assertThat(Count.ofPeople(0)).isEqualTo("0 people");
    }
}
