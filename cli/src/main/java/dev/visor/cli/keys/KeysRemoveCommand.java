package dev.visor.cli.keys;

import dev.visor.cli.console.Console;
import dev.visor.cli.console.HelpOptions;
import dev.visor.service.key.ApiKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Taking keys away. */
@Command(
        name = "remove",
        description =
                "Removes an API key. A service that is running takes it until it is reloaded: SIGHUP or POST /v1/reload.")
public final class KeysRemoveCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "The name of the key.")
    private String name = "";

    @Option(names = "--keys", paramLabel = "FILE", required = true, order = 1, description = "The file of the keys.")
    private Path keys = Path.of("keys.json");

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private HelpOptions help = new HelpOptions();

    @Override
    public Integer call() throws IOException {
        ApiKeys.read(keys).without(name).write(keys);
        Console.of(spec).print("removed %s from %s%n", name, keys);
        return 0;
    }
}
