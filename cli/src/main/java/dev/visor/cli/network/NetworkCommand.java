package dev.visor.cli.network;

import dev.visor.cli.console.HelpOptions;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Networks that others trained. */
@Command(
        name = "network",
        subcommands = NetworkInfoCommand.class,
        description = "Shows and checks networks in ONNX and TorchScript files.")
public final class NetworkCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private HelpOptions help = new HelpOptions();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command: info");
    }
}
