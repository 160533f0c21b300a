package dev.visor.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.face.Identity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @Test
    void aPersonHasTheSameNameInWhateverFormItWasWritten() {
        assertThat(new Identity("Jo\u0308rg")).isEqualTo(new Identity("J\u00f6rg"));
        assertThat(new Identity("\u1112\u1161\u11ab").name()).isEqualTo("\ud55c");
        assertThat(new Identity("John_Simm").name()).isEqualTo("John_Simm");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "J\u00f6rg",
                "Jo\u0308rg",
                "J\u00f6rg ",
                " J\u00f6rg",
                "J\u00f6rg\u00a0",
                "J\u00f6rg\n",
                "J\u00f6\u200brg",
                "J\u00f6rg\ufeff",
                "J\u00f6\u00adrg",
                "\u202eJ\u00f6rg",
                "\uff2a\u00f6rg"
            })
    void namesOfOneLookAreFound(String name) {
        assertThat(Names.look(name)).isEqualTo("J\u00f6rg");
    }

    @ParameterizedTest
    @CsvSource({
        "Al,al",
        "\u0130pek,i\u0307pek",
        "stra\u00dfe,STRASSE",
        "\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2,\u03c3\u03af\u03c3\u03c5\u03c6\u03bf\u03c3"
    })
    void caseMakesNoOtherPerson(String one, String other) {
        assertThat(Names.lookInAnyCase(one)).isEqualTo(Names.lookInAnyCase(other));
    }

    @Test
    void pairsThatLookAlikeAreNamedSoThatTheirDifferenceShows() {
        assertThat(Names.lookAlikes(List.of("Al", "J\u00f6rg", "Bo", "Jo\u0308rg", "Al ", "Al"), Names::look))
                .containsExactly("\"J\\u00f6rg\" and \"Jo\\u0308rg\" look alike", "\"Al\" and \"Al \" look alike");
        assertThat(Names.lookAlikes(List.of("Al", "al", "Al2", "A_l"), Names::look))
                .isEmpty();
    }

    @Test
    void aSpaceInsideANameIsNotInvisible() {
        assertThat(Names.look("Al Bo")).isEqualTo("Al Bo");
        assertThat(Names.lookAlikes(List.of("Al Bo", "AlBo"), Names::look)).isEmpty();
    }
}
