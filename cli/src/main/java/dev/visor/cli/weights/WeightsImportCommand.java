package dev.visor.cli.weights;

import dev.visor.cli.console.Console;
import dev.visor.cli.console.HelpOptions;
import dev.visor.network.Preprocessing;
import dev.visor.store.file.AtomicFile;
import dev.visor.store.weights.ImportedWeights;
import dev.visor.store.weights.WeightsImport;
import java.io.IOException;
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

/** Brings weights into the program's own form. */
@Command(
        name = "import",
        description =
                "Converts and checks weights: VGG16 as Keras HDF5 (keras-vggface), MatConvNet (VGG-Face), PyTorch,"
                        + " TorchScript or safetensors file, or the unpacked npm package @vladmandic/face-api 1.7.15.")
final class WeightsImportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The weights; of the npm package, the folder with model/ in it.")
    private Path source = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file to write (default: vgg16.safetensors, or resnet29.safetensors of the npm package).")
    private String out = "";

    @Option(
            names = "--input",
            paramLabel = "TEXT",
            description =
                    "The preprocessing that belongs to the weights, like \"BGR, (x-[93.594, 104.7624, 129.1863])/1\""
                            + " (default: that of the file, or else of its format).")
    private String input = "";

    @Option(names = "--force", description = "Replace a file with other contents.")
    private boolean force;

    @ArgGroup(validate = false, order = HelpOptions.LAST, heading = HelpOptions.HEADING)
    private HelpOptions help = new HelpOptions();

    @Override
    public Integer call() throws IOException {
        Optional<Preprocessing> preprocessing =
                input.isEmpty() ? Optional.empty() : Optional.of(Preprocessing.parse(input));
        ImportedWeights weights = WeightsImport.read(source, preprocessing);
        Path target = Path.of(out.isEmpty() ? weights.backbone() + ".safetensors" : out);
        AtomicFile.checkApart(target, List.of(source));
        write(weights, target, force, Console.of(spec));
        return 0;
    }

    /** Writes weights and prints what they are and how to use them. */
    static void write(ImportedWeights weights, Path target, boolean force, Console console) throws IOException {
        boolean written = weights.write(target, force);
        weights.remarks().forEach(remark -> console.note("note: " + remark));
        console.print("format   %s%n", weights.format());
        console.print("tensors  %d%n", weights.tensorCount());
        console.print("input    %s%n", weights.input());
        console.print("SHA-256  %s%n", weights.sha256());
        console.print(written ? "wrote %s%n" : "%s is already there, unchanged%n", target);
        console.print("use it with: visor train --network %s --weights %s%n", weights.backbone(), quoted(target));
    }

    private static String quoted(Path file) {
        return file.toString().contains(" ") ? "\"" + file + "\"" : file.toString();
    }
}
