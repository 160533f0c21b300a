package dev.visor.cli;

import dev.visor.cli.console.Console;
import dev.visor.cli.console.HelpOptions;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Completion of commands and options in shells. */
@Command(
        name = "completion",
        description = {
            "Prints a script that completes commands and options with the Tab key.",
            "For example: source <(visor completion bash)"
        })
final class CompletionCommand implements Callable<Integer> {

    /** The shells. */
    enum Shell {
        /** GNU bash. */
        BASH,
        /** The Z shell. */
        ZSH
    }

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private Shell shell = Shell.BASH;

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private HelpOptions help = new HelpOptions();

    @Override
    public Integer call() {
        String script = AutoComplete.bash("visor", Visor.commandLine());
        String start = shell == Shell.BASH
                ? ""
                : "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n";
        Console.of(command).document(start + script + "\n");
        return 0;
    }
}
