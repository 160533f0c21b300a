package dev.visor.cli.evidence;

import dev.visor.cli.run.EngineOptions;
import dev.visor.store.evidence.EvidenceFolder;
import dev.visor.store.evidence.EvidenceSignature;
import dev.visor.store.file.FolderLock;
import dev.visor.store.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signing. */
@Command(
        name = "sign",
        description = {
            "Signs the manifest of a finished run with Ed25519 and writes manifest.json.sig, if all files are as they were.",
            "Make a key with: openssl genpkey -algorithm ed25519 -out key.pem",
            "Give others its public key: openssl pkey -in key.pem -pubout -out public.pem"
        })
public final class EvidenceSignCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN", description = "The folder of the run.")
    private Path folder = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "FILE",
            order = 1,
            required = true,
            description = "A private Ed25519 key, PKCS #8 in a PEM file.")
    private Path key = Path.of("");

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() throws IOException {
        RunFolder run = new RunFolder(folder);
        run.checkIsRun();
        try (FolderLock lock = run.lock()) {
            engine.console().print("wrote %s%n", new EvidenceSignature(new EvidenceFolder(run)).sign(key));
        }
        return 0;
    }
}
