package dev.visor.print;

import dev.visor.setting.Kind;
import dev.visor.setting.Plugin;
import dev.visor.setting.Registry;

/** Registers the printers that come with Visor. */
public final class Printers implements Plugin {

    @Override
    public void register(Registry.Builder kinds) {
        kinds.add(
                Printer.class,
                Kind.of("parametric", "a printer by its eight extreme colors", ParametricPrinter.SETTINGS));
        kinds.add(
                Printer.class, Kind.single("ideal", "a printer whose colors are seen as they are sent", Printer.IDEAL));
    }
}
