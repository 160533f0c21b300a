package dev.visor.cli.console;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of every command that does not compute. */
public final class HelpOptions {

    @ArgGroup(validate = false, order = 100, heading = "%nOther options:%n")
    private Values values = new Values();

    /** The options. */
    static final class Values {

        @Option(names = "--verbose", order = 2, description = "Show where an error comes from.")
        private boolean verbose;

        @Option(names = "--help", order = 3, usageHelp = true, description = "Show this help.")
        private boolean help;
    }
}
