package dev.visor.cli.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.cli.console.Console;
import dev.visor.store.weights.download.WeightsSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentTest {

    private final StringWriter err = new StringWriter();
    private final Console console = new Console(new PrintWriter(err), new PrintWriter(err), false);

    @ParameterizedTest
    @ValueSource(strings = {"y", "Y", "yes", " Yes "})
    void yesGoesOn(String answer) {
        new Consent(console, Optional.of(() -> answer)).ask(WeightsSource.VGG_FACE, false);
        assertThat(err.toString().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("license: Creative Commons Attribution-NonCommercial 4.0 (https://"))
                .endsWith("Do you accept it? [y/N]");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "n", "yellow", "no"})
    void anythingElseStops(String answer) {
        assertThatThrownBy(() -> new Consent(console, Optional.of(() -> answer)).ask(WeightsSource.VGG_FACE, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the license was not accepted, nothing was downloaded");
    }

    @Test
    void nobodyIsAskedWhoHasSaidYes() {
        assertThatCode(() -> new Consent(console, Optional.empty()).ask(WeightsSource.VGG_FACE, true))
                .doesNotThrowAnyException();
        assertThat(err.toString()).contains("license: ").doesNotContain("[y/N]");
    }
}
