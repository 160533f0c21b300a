package dev.visor.cli;

import dev.visor.recognition.NamedTensors;
import dev.visor.store.FaceApiWeights;
import dev.visor.store.LoadedWeights;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The weights of backbones. */
@Command(name = "weights", description = "Converts and shows the weights of backbones.")
final class WeightsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing command: convert or info");
    }

    @Command(
            name = "convert",
            description = "Converts the face recognition network of an unpacked npm package @vladmandic/face-api"
                    + " 1.7.15 to one safetensors file.")
    int convert(
            @Parameters(paramLabel = "PACKAGE", description = "The unpacked package, a folder with model/ in it.")
                    Path folder,
            @Option(
                            names = "--out",
                            paramLabel = "FILE",
                            defaultValue = "resnet29.safetensors",
                            description = "The file to write (default: ${DEFAULT-VALUE}).")
                    Path out,
            @Option(names = "--verbose", description = "Show where an error comes from.") boolean verbose)
            throws IOException {
        FaceApiWeights.convert(folder, out);
        Console.of(spec)
                .print("wrote %s, SHA-256 %s%n", out, LoadedWeights.read(out).sha256());
        return 0;
    }

    @Command(name = "info", description = "Shows what a safetensors file holds.")
    int info(
            @Parameters(paramLabel = "FILE", description = "The file.") Path file,
            @Option(names = "--verbose", description = "Show where an error comes from.") boolean verbose)
            throws IOException {
        LoadedWeights weights = LoadedWeights.read(file);
        NamedTensors tensors = weights.tensors();
        Console console = Console.of(spec);
        console.print("SHA-256 %s%n", weights.sha256());
        tensors.metadata().forEach((key, value) -> console.print("%s: %s%n", key, value.strip()));
        for (String name : tensors.names()) {
            console.print("%-44s %s%n", name, tensors.shape(name));
        }
        return 0;
    }
}
