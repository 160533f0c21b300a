package dev.visor.cli.keys;

import dev.visor.cli.console.HelpOptions;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group of commands about API keys. */
@Command(
        name = "keys",
        description = "Makes and removes API keys of 'visor serve'.",
        subcommands = {KeysAddCommand.class, KeysRemoveCommand.class})
public final class KeysCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private HelpOptions help = new HelpOptions();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command: add or remove");
    }
}
