package dev.visor.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.cli.console.Table.Cell;
import dev.visor.cli.console.Table.Tone;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {

    private final StringWriter out = new StringWriter();

    private String print(Table table, boolean colored) {
        table.print(new Console(new PrintWriter(out), new PrintWriter(out), colored));
        return out.toString().replace(System.lineSeparator(), "\n");
    }

    @Test
    void columnsAreAsWideAsTheirCellsAndNumbersAreFlushRight() {
        Table table =
                new Table("person", "files", "share").row("Al", 7, "3 of 4").row("Barbara", 12, "");
        assertThat(print(table, false)).isEqualTo("""
                person   files  share
                Al           7  3 of 4
                Barbara     12
                """);
    }

    @Test
    void whatIsTooWideIsWrappedAtSpaces() {
        Table table = new Table("a", "b", "c")
                .row("x", "word ".repeat(15).strip(), "other ".repeat(10).strip());
        String printed = print(table, false);
        assertThat(printed.lines()).hasSize(3).allMatch(line -> line.length() <= Table.WIDTH);
        assertThat(printed.replaceAll("\\s+", " ").split("word", -1)).hasSize(16);
        assertThat(printed).doesNotContain("wor ", "othe ");
    }

    @Test
    void aWordThatIsTooLongIsBroken() {
        Table table = new Table("a", "b").row("x".repeat(150), "y");
        assertThat(print(table, false).lines()).hasSize(3).allMatch(line -> line.length() <= Table.WIDTH);
        assertThat(out.toString().chars().filter(c -> c == 'x').count()).isEqualTo(150);
    }

    @Test
    void colorsAreForTerminalsAlone() {
        Table table = new Table("a", "b", "c")
                .row(new Cell("passed", Tone.BAD), new Cell("held", Tone.GOOD), new Cell("open", Tone.PLAIN));
        assertThat(print(table, false)).doesNotContain("\033");
        assertThat(print(table, true)).endsWith("\033[31mpassed\033[0m  \033[32mheld\033[0m  open\n");
    }

    @Test
    void whatMayNotBePrintedBecomesEscapesAndColorsStay() {
        Table table = new Table("a\u001b[2J").row(new Cell("b\u202e", Tone.BAD));
        assertThat(print(table, true)).isEqualTo("a\\u001b[2J\n\u001b[31mb\\u202e\u001b[0m\n");
        Console console = new Console(new PrintWriter(out), new PrintWriter(out), false);
        out.getBuffer().setLength(0);
        console.print("%s: %d%n", "x\u001b[31m\ny", 1);
        console.note("n\r\u2028");
        console.paragraph("p\u0007");
        console.document("d\n\u001b\n");
        console.progress().begin("l\u001b", 1).close();
        assertThat(out.toString().lines())
                .containsExactly(
                        "x\\u001b[31m\\u000ay: 1",
                        "n\\u000d\\u2028",
                        "p\\u0007",
                        "d",
                        "\\u001b",
                        "l\\u001b: 0/1 in 0 s");
    }
}
