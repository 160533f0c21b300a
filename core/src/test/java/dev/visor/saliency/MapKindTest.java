package dev.visor.saliency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.setting.Documents;
import org.junit.jupiter.api.Test;

class MapKindTest {

    @Test
    void findsEveryKindByItsName() {
        for (Reading reading : Readings.values()) {
            MapKind plain = MapKind.plain(reading);
            MapKind relative = MapKind.relative(reading);
            assertThat(Documents.read(MapKind.TYPE, plain.toString()).value()).isEqualTo(plain);
            assertThat(Documents.read(MapKind.TYPE, relative.toString()).value())
                    .isEqualTo(relative);
            assertThat(Documents.read(MapKind.TYPE, "relative " + reading).value())
                    .isEqualTo(relative);
        }
        assertThat(Documents.read(MapKind.TYPE, "Relative-gradient times_input").value())
                .isEqualTo(MapKind.relative(Readings.GRADIENT_TIMES_INPUT));
    }

    @Test
    void refusesAnotherName() {
        String words = "[absolute, relative absolute, positive, relative positive, gradient_times_input,"
                + " relative gradient_times_input]";
        assertThat(Documents.read(MapKind.TYPE, "upside").problems())
                .containsExactly("test.yaml:1: \"upside\", must be one of " + words);
        assertThat(Documents.read(MapKind.TYPE, "relative positiv").problems())
                .containsExactly("test.yaml:1: \"relative positiv\", must be one of " + words
                        + " (did you mean \"relative positive\"?)");
    }
}
