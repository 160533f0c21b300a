package dev.visor.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.visor.image.Color;
import org.junit.jupiter.api.Test;

class ParametricPrinterTest {

    @Test
    void extremesAreThoseThatItIsDescribedBy() {
        ParametricPrinter printer = ParametricPrinter.DEFAULT;
        ColorTable table = printer.table();
        assertThat(table.at(new Color(0, 0, 0)).hexadecimal())
                .isEqualTo(printer.black().hexadecimal());
        assertThat(table.at(new Color(1, 0, 0)).hexadecimal())
                .isEqualTo(printer.red().hexadecimal());
        assertThat(table.at(new Color(0, 1, 0)).hexadecimal())
                .isEqualTo(printer.green().hexadecimal());
        assertThat(table.at(new Color(0, 0, 1)).hexadecimal())
                .isEqualTo(printer.blue().hexadecimal());
        assertThat(table.at(new Color(0, 1, 1)).hexadecimal())
                .isEqualTo(printer.cyan().hexadecimal());
        assertThat(table.at(new Color(1, 0, 1)).hexadecimal())
                .isEqualTo(printer.magenta().hexadecimal());
        assertThat(table.at(new Color(1, 1, 0)).hexadecimal())
                .isEqualTo(printer.yellow().hexadecimal());
        assertThat(table.at(new Color(1, 1, 1)).hexadecimal())
                .isEqualTo(printer.white().hexadecimal());
    }

    @Test
    void aHigherToneMakesMiddleTonesDarker() {
        ParametricPrinter d = ParametricPrinter.DEFAULT;
        ParametricPrinter darker = new ParametricPrinter(
                d.black(), d.red(), d.green(), d.blue(), d.cyan(), d.magenta(), d.yellow(), d.white(), 1.8);
        Color middle = new Color(0.5f, 0.5f, 0.5f);
        assertThat(darker.table().at(middle).green())
                .isLessThan(d.table().at(middle).green() - 0.1f);
        assertThat(darker.table().at(new Color(1, 1, 1)).hexadecimal())
                .isEqualTo(d.white().hexadecimal());
    }

    @Test
    void thirtyColorsCanBePrinted() {
        assertThat(ParametricPrinter.DEFAULT.printableColors()).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void paperDarkerThanInkIsRefused() {
        ParametricPrinter d = ParametricPrinter.DEFAULT;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ParametricPrinter(
                        d.white(), d.red(), d.green(), d.blue(), d.cyan(), d.magenta(), d.yellow(), d.black(), 1))
                .withMessage("illegal black of a printer: #f2f0eb, must be darker than its white");
    }
}
