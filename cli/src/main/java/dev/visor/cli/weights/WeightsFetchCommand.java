package dev.visor.cli.weights;

import dev.visor.cli.console.Console;
import dev.visor.cli.console.HelpOptions;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.file.Sha256;
import dev.visor.store.weights.WeightsImport;
import dev.visor.store.weights.download.Checksum;
import dev.visor.store.weights.download.Download;
import dev.visor.store.weights.download.WeightsSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Downloads published weights. */
@Command(
        name = "fetch",
        description = "Downloads published weights and converts them, as import does. It resumes a download that was"
                + " interrupted.")
final class WeightsFetchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "Which weights: vggface.")
    private String name = "";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file to download to (default: its published name); the converted weights are written"
                    + " beside it as .safetensors.")
    private String out = "";

    @Option(names = "--yes", description = "Accept the license without being asked.")
    private boolean yes;

    @Option(names = "--url", paramLabel = "URL", description = "Where to get the file from instead.")
    private String url = "";

    @ArgGroup
    private Sum sum = new Sum();

    @Option(names = "--force", description = "Replace converted weights with other contents.")
    private boolean force;

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private HelpOptions help = new HelpOptions();

    /** The sum that the file must have instead of the published one. */
    static final class Sum {

        @Option(names = "--sha256", paramLabel = "HEX", description = "The SHA-256 that the file must have.")
        private String sha256 = "";

        @Option(names = "--md5", paramLabel = "HEX", description = "The MD5 that the file must have.")
        private String md5 = "";
    }

    @Override
    public Integer call() throws IOException {
        WeightsSource source = WeightsSource.named(name);
        Path file = Path.of(out.isEmpty() ? source.fileName() : out);
        Path converted = Path.of(file.toString().replaceFirst("(\\.[^./\\\\]*)?$", ".safetensors"));
        if (converted.equals(file)) {
            throw new IllegalArgumentException(
                    "illegal --out: " + file + ", must not end with .safetensors, as the converted weights do");
        }
        Optional<Checksum> checksum = checksum(source);
        Console console = Console.of(spec);
        if (Download.isThere(file, checksum)) {
            console.print("%s is already there, nothing is downloaded%n", file);
        } else {
            Consent.ofConsole(console).ask(source, yes);
            URI address = url.isEmpty() ? source.uri() : URI.create(url);
            new Download(console.progress()).fetch(address, file, checksum);
            console.print("downloaded %s%n", file);
        }
        AtomicFile.checkApart(converted, List.of(file));
        printSum(file, checksum, console);
        WeightsImportCommand.write(WeightsImport.read(file, Optional.empty()), converted, force, console);
        return 0;
    }

    private Optional<Checksum> checksum(WeightsSource source) {
        if (!sum.sha256.isEmpty()) {
            return Optional.of(Checksum.sha256(sum.sha256));
        }
        return sum.md5.isEmpty() ? source.checksum() : Optional.of(Checksum.md5(sum.md5));
    }

    private static void printSum(Path file, Optional<Checksum> checksum, Console console) throws IOException {
        if (checksum.isPresent()) {
            console.print(
                    "its %s is the one that it must have%n", checksum.get().algorithm());
        } else {
            console.print("its SHA-256 is %s; there is no published one to compare it with%n", Sha256.of(file));
        }
    }
}
