package dev.visor.cli.print;

import dev.visor.api.ExperimentRun;
import dev.visor.cli.console.Console;
import dev.visor.cli.console.Table;
import dev.visor.cli.run.EngineOptions;
import dev.visor.cli.run.RunOption;
import dev.visor.print.PrintedAccessory;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.print.RunAccessories;
import dev.visor.store.print.SheetItem;
import dev.visor.store.print.SheetPdf;
import dev.visor.store.print.SingleAccessories;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A sheet of accessories to print and cut out. */
@Command(
        name = "sheet",
        description = {
            "Writes accessories as PDF at true size, to be printed and cut out.",
            "Without --attack, --image and --plain: of each accessory of the run, the attack that survives printing best in the"
                    + " simulation of the run, or the first one that reached its goal."
        })
final class PrintSheetCommand implements Callable<Integer> {

    @Mixin
    private RunOption run = new RunOption();

    @Option(
            names = "--attack",
            paramLabel = "ID",
            order = 2,
            description = "An attack of the run: its id, or ATTACKER/ACCESSORY/DEFENSE/ID; can be repeated.")
    private List<String> attacks = new ArrayList<>();

    @Option(
            names = "--image",
            paramLabel = "FILE",
            order = 3,
            description = "An aligned picture that shows the accessory, in place of a run.")
    private @Nullable Path image;

    @Option(
            names = "--face",
            paramLabel = "FILE",
            order = 4,
            description = "The picture of --image without the accessory; keeps skin out of the colors of the edge.")
    private @Nullable Path face;

    @Option(
            names = "--plain",
            paramLabel = "COLOR",
            order = 5,
            description = "One color, #rrggbb, for an honest wearer; can be repeated.")
    private List<String> plain = new ArrayList<>();

    @Option(
            names = "--accessory",
            paramLabel = "NAME",
            order = 6,
            defaultValue = "eyeglass frame",
            description = "The accessory of --image and --plain (default: ${DEFAULT-VALUE}).")
    private String accessory = "eyeglass frame";

    @Option(names = "--out", paramLabel = "FILE", order = 10, required = true, description = "The PDF file to write.")
    private Path out = Path.of("");

    @Mixin
    private PaperOption paper = new PaperOption();

    @Option(
            names = "--eye-distance",
            paramLabel = "MM",
            order = 12,
            defaultValue = "63",
            description = "Between the wearer's pupils, in [50, 80] mm (default: ${DEFAULT-VALUE}).")
    private double eyeDistance = 63;

    @Option(
            names = "--dpi",
            paramLabel = "N",
            order = 13,
            defaultValue = "300",
            description = "Pixels per inch, in [72, 1200] (default: ${DEFAULT-VALUE}).")
    private int dpi = 300;

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() throws IOException {
        AtomicFile.check(out);
        PrintedAccessory.checkEyeDistance(eyeDistance);
        PrintedAccessory.checkResolution(dpi);
        SingleAccessories single = new SingleAccessories(accessory, engine.registry(), eyeDistance);
        List<SheetItem> items = new ArrayList<>();
        String source = image == null ? "honest people" : String.valueOf(image.getFileName());
        if (!attacks.isEmpty() || image == null && plain.isEmpty()) {
            try (ExperimentRun open = engine.open(run.folder())) {
                source = open.experiment().title() + " (run " + run.folder().getFileName() + ")";
                RunAccessories found = new RunAccessories(
                        open.folder(), open.experiment().config().accessories(), open.format(), engine.registry());
                items.addAll(attacks.isEmpty() ? found.worst(eyeDistance) : found.named(attacks, eyeDistance));
            }
        }
        if (image != null) {
            AtomicFile.checkApart(out, face == null ? List.of(image) : List.of(image, face));
            items.add(single.of(image, face));
        }
        for (String color : plain) {
            items.add(single.plain(color));
        }
        new SheetPdf(paper.paper(), dpi, eyeDistance, source, items).write(out);
        print(items, engine.console());
        return 0;
    }

    private void print(List<SheetItem> items, Console console) {
        Table table = new Table("no.", "accessory", "worn by", "to pass for", "size", "from");
        for (int i = 0; i < items.size(); i++) {
            SheetItem item = items.get(i);
            String size = String.format(
                    Locale.ROOT,
                    "%.1f x %.1f mm",
                    item.printed().width(),
                    item.printed().height());
            table.row(i + 1, item.printed().name(), item.wearer(), item.aim(), size, item.origin());
        }
        table.print(console);
        console.print("%nwrote %s%n", out);
    }
}
