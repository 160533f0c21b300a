package dev.visor.cli.print;

import dev.visor.print.Paper;
import picocli.CommandLine.Option;

/** What is printed on. */
final class PaperOption {

    @Option(
            names = "--paper",
            paramLabel = "NAME",
            order = 11,
            defaultValue = "a4",
            description = "a4 or letter (default: ${DEFAULT-VALUE}).")
    private String name = "a4";

    /**
     * Returns the paper.
     *
     * @throws IllegalArgumentException if there is none of the name
     */
    Paper paper() {
        return Paper.parse(name);
    }
}
