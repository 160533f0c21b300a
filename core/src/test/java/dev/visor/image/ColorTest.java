package dev.visor.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColorTest {

    @Test
    void hasAHexadecimalForm() {
        assertThat(Color.parse("#DCd232")).isEqualTo(Color.rgb8(220, 210, 50));
        for (int level = 0; level < 256; level++) {
            Color color = Color.rgb8(level, 255 - level, 7);
            assertThat(Color.parse(color.hexadecimal())).isEqualTo(color);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dcd232", "#dcd23", "#dcd2321", "#dcd23g", "yellow"})
    void refusesAnotherForm(String text) {
        assertThatThrownBy(() -> Color.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("illegal color: \"" + text + "\", must be #rrggbb");
    }
}
