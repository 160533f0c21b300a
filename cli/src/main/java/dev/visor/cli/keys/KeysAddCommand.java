package dev.visor.cli.keys;

import dev.visor.cli.console.Console;
import dev.visor.cli.console.HelpOptions;
import dev.visor.service.key.ApiKeys;
import dev.visor.service.key.Right;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Making keys. */
@Command(
        name = "add",
        description = {
            "Makes an API key and prints its secret, once. The file keeps a salted hash of it.",
            "A service that is running knows a new key when it is reloaded: SIGHUP or POST /v1/reload."
        })
public final class KeysAddCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "NAME",
            description = "What logs call the key: letters, digits, dots, hyphens, underscores.")
    private String name = "";

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            required = true,
            order = 1,
            description = "The file of the keys; it is made if it is not there.")
    private Path keys = Path.of("keys.json");

    @Option(
            names = "--right",
            paramLabel = "RIGHT",
            split = ",",
            order = 2,
            defaultValue = "IDENTIFY",
            description = "What it allows: identify, enroll, admin; can be repeated (default: identify).")
    private List<Right> rights = List.of(Right.IDENTIFY);

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private HelpOptions help = new HelpOptions();

    @Override
    public Integer call() throws IOException {
        ApiKeys.Made made = ApiKeys.readOrNone(keys).with(name, Set.copyOf(rights));
        made.keys().write(keys);
        Console console = Console.of(spec);
        console.note("keep this secret; it is shown once");
        console.print("%s%n", made.secret());
        return 0;
    }
}
