package dev.visor.cli.evidence;

import dev.visor.cli.console.HelpOptions;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of commands about evidence. */
@Command(
        name = "evidence",
        description = "Checks and signs what shows that a run folder is what a run wrote.",
        subcommands = {EvidenceCheckCommand.class, EvidenceSignCommand.class})
public final class EvidenceCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private HelpOptions help = new HelpOptions();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command: check or sign");
    }
}
