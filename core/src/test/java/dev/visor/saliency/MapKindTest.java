package dev.visor.saliency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MapKindTest {

    @Test
    void findsEveryKindByItsName() {
        for (Reading reading : Readings.values()) {
            MapKind plain = new MapKind(reading, false);
            MapKind relative = new MapKind(reading, true);
            assertThat(MapKind.parse(plain.toString())).isEqualTo(plain);
            assertThat(MapKind.parse(relative.toString())).isEqualTo(relative);
            assertThat(MapKind.parse("relative " + reading)).isEqualTo(relative);
        }
    }

    @Test
    void refusesAnotherName() {
        assertThatThrownBy(() -> MapKind.parse("upside"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "unknown map: \"upside\", must be one of [absolute, positive, gradient_times_input], or one of"
                                + " them with \"relative \" before it");
    }
}
