package dev.visor.cli.run;

import java.util.List;
import picocli.CommandLine.Option;

/** Single settings in the place of those of an experiment. */
final class SetOption {

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            order = 10,
            description = "A setting in the place of the experiment's, for example attackers.unaware.pairs=10; can be"
                    + " repeated.")
    private List<String> overrides = List.of();

    List<String> overrides() {
        return overrides;
    }
}
