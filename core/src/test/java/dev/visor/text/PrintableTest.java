package dev.visor.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void whatWouldSteerATerminalBecomesEscapes() {
        assertThat(Printable.line("a\u001b[31mb\r\n\t\u0000\u007f\u009b"))
                .isEqualTo("a\\u001b[31mb\\u000d\\u000a\\u0009\\u0000\\u007f\\u009b");
        assertThat(Printable.line("gpj\u202efdp \u2066x\u2069\u200e\u061c\u2028"))
                .isEqualTo("gpj\\u202efdp \\u2066x\\u2069\\u200e\\u061c\\u2028");
        assertThat(Printable.line("a\ud800b" + Character.toString(0xE0041))).isEqualTo("a\\ud800b\\u{e0041}");
    }

    @Test
    void lettersOfAllScriptsStay() {
        String names =
                "J\u00f6rg \u674e \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 " + Character.toString(0x1F600);
        assertThat(Printable.line(names)).isEqualTo(names);
    }

    @Test
    void aDocumentKeepsItsLines() {
        assertThat(Printable.lines("a:\n\tb\u001b[0m\rc\r\n")).isEqualTo("a:\n\tb\\u001b[0m\\u000dc\r\n");
    }

    @Test
    void theFormInAsciiHidesNothing() {
        assertThat(Printable.ascii("J\u00f6 \u001b")).isEqualTo("\"J\\u00f6 \\u001b\"");
    }
}
