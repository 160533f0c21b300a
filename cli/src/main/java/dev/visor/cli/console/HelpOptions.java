package dev.visor.cli.console;

import picocli.CommandLine.Option;

/** The options of every command, which help lists last. */
public class HelpOptions {

    /** What stands above them. */
    public static final String HEADING = "%nOther options:%n";

    /** Where they stand among other groups. */
    public static final int LAST = 100;

    @Option(names = "--verbose", order = 3, description = "Show where an error comes from.")
    private boolean verbose;

    @Option(names = "--help", order = 4, usageHelp = true, description = "Show this help.")
    private boolean help;
}
