package dev.visor.store.print;

import dev.visor.print.Printer;
import dev.visor.setting.Kind;
import dev.visor.setting.Plugin;
import dev.visor.setting.Registry;

/** Registers the printers that come from files. */
public final class PrinterFiles implements Plugin {

    @Override
    public void register(Registry.Builder kinds) {
        kinds.add(
                Printer.class,
                Kind.of("calibrated", "a printer and a camera by a photograph of a chart", CalibratedPrinter.SETTINGS));
        kinds.add(Printer.class, Kind.of("icc", "a printer by its ICC profile", IccPrinter.SETTINGS));
    }
}
