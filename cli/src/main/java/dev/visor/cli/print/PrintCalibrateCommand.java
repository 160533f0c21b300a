package dev.visor.cli.print;

import dev.visor.cli.console.Console;
import dev.visor.cli.console.HelpOptions;
import dev.visor.cli.console.Table;
import dev.visor.image.Color;
import dev.visor.print.Gamut;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.Pictures;
import dev.visor.store.print.CalibrationPhotograph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a printer and a camera make of colors. */
@Command(
        name = "calibrate",
        description = {
            "Reads a photograph of the printed color chart: what a printer and a camera make of each color.",
            "The file that it writes is the printer 'kind: calibrated' of experiments."
        })
final class PrintCalibrateCommand implements Callable<Integer> {

    private static final List<String> NAMES =
            List.of("black", "red", "yellow", "green", "cyan", "blue", "magenta", "white");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PHOTO", description = "A photograph of a chart of 'visor print chart'.")
    private Path photo = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", order = 10, required = true, description = "The JSON file to write.")
    private Path out = Path.of("");

    @Option(
            names = "--preview",
            paramLabel = "FILE",
            order = 11,
            description = "Where to draw the chart as it was found in the photograph, as PNG.")
    private @Nullable Path preview;

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private HelpOptions help = new HelpOptions();

    @Override
    public Integer call() throws IOException {
        AtomicFile.check(out);
        AtomicFile.checkApart(out, List.of(photo));
        if (preview != null) {
            AtomicFile.check(preview);
            AtomicFile.checkApart(preview, List.of(photo));
        }
        CalibrationPhotograph read = CalibrationPhotograph.read(photo);
        if (preview != null) {
            Pictures.writePng(preview, read.rectified());
        }
        read.file().write(out);
        print(read, Console.of(spec));
        return 0;
    }

    private void print(CalibrationPhotograph read, Console console) {
        console.print(
                "patches  %d of %d, %.1f pixels per millimeter%n",
                read.reading().patches().size(),
                read.reading().patches().size() + read.reading().unusable(),
                read.reading().resolution());
        Gamut gamut = read.gamut();
        console.print("black    %s%n", text(gamut.black()));
        console.print("white    %s%n", text(gamut.white()));
        console.print("gamut    %.1f %% of all RGB colors%n%n", 100 * gamut.share());
        Table table = new Table("sent", "color", "seen", "red", "green", "blue");
        for (int i = 0; i < NAMES.size(); i++) {
            Color seen = gamut.extremes().get(i);
            table.row(
                    NAMES.get(i),
                    Gamut.SENT.get(i).hexadecimal(),
                    seen.hexadecimal(),
                    number(seen.red()),
                    number(seen.green()),
                    number(seen.blue()));
        }
        table.print(console);
        console.print("%nwrote %s%n", out);
    }

    private static String number(float value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String text(Color color) {
        return number(color.red()) + " " + number(color.green()) + " " + number(color.blue());
    }
}
