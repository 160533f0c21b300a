package dev.visor.cli.serve;

import dev.visor.api.ExperimentRun;
import dev.visor.cli.console.Console;
import dev.visor.cli.console.DetectorOption;
import dev.visor.cli.picture.CalibrationNotes;
import dev.visor.cli.picture.DefenseName;
import dev.visor.cli.run.EngineOptions;
import dev.visor.cli.run.RunOption;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.face.detection.FaceDetector;
import dev.visor.service.decision.DeployedSystem;
import dev.visor.service.http.GuardServer;
import dev.visor.service.http.RequestLog;
import dev.visor.service.http.ServiceLimits;
import dev.visor.service.http.ServiceSettings;
import dev.visor.service.http.TlsFiles;
import dev.visor.service.key.ApiKeys;
import dev.visor.store.audit.AuditLog;
import dev.visor.store.experiment.UpstreamFile;
import dev.visor.store.file.Json;
import dev.visor.store.service.UpstreamService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Guarding. */
@Command(
        name = "serve",
        description = {
            "Answers over HTTP who is in photographs, by the system of a run behind a calibrated defense.",
            "POST /v1/identify, /v1/verify and /v1/explain take a photograph as multipart/form-data or as JSON in Base64;"
                    + " /openapi.yaml describes them. Pictures are never stored.",
            "It listens on the loopback address. For another, it needs --keys, and --tls-certificate with --tls-key, or a proxy"
                    + " with TLS in front of it (--behind-proxy). It ends on SIGTERM or Ctrl-C, when all requests that it took"
                    + " are answered."
        })
public final class ServeCommand implements Callable<Integer> {

    @Mixin
    private RunOption run = new RunOption();

    @Option(
            names = "--upstream",
            paramLabel = "FILE",
            order = 1,
            description =
                    "Guard the service that this file describes in place of the system of a run: it is asked about the face"
                            + " under each mask.")
    private @Nullable Path upstream;

    @Option(
            names = "--defense",
            paramLabel = "NAME",
            order = 2,
            defaultValue = "RECOMMENDED",
            description =
                    "RECOMMENDED, GUARDED, TUNED, a defense of the run's experiment, or a kind of defense or a preset of one"
                            + " (default: ${DEFAULT-VALUE}).")
    private String defense = "RECOMMENDED";

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            order = 3,
            defaultValue = "127.0.0.1",
            description = "The address to listen at (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            order = 4,
            defaultValue = "8080",
            description = "The port, or 0 for any that is free (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            order = 5,
            description = "Who may ask: keys that 'visor keys add' made. Read once, when the service starts.")
    private @Nullable Path keys;

    @Option(names = "--tls-certificate", paramLabel = "FILE", order = 6, description = "The certificates, in PEM.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", order = 7, description = "The private key, in PEM (PKCS#8).")
    private @Nullable Path tlsKey;

    @Option(
            names = "--behind-proxy",
            order = 8,
            description = "A proxy with TLS precedes the service, so it may listen to the network without.")
    private boolean behindProxy;

    @Option(
            names = "--audit",
            paramLabel = "FILE",
            order = 9,
            defaultValue = "visor-audit.jsonl",
            description = "The audit log, to which every decision is added; 'visor evidence check' checks it (default:"
                    + " ${DEFAULT-VALUE}).")
    private Path audit = Path.of("visor-audit.jsonl");

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Mixin
    private DetectorOption detector = new DetectorOption();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() throws IOException {
        ServiceSettings settings = settings(limits.limits());
        Path service = upstream;
        if (service != null) {
            serveUpstream(UpstreamFile.read(service, engine.registry()), settings);
            return 0;
        }
        try (ExperimentRun open = engine.open(run.folder());
                FaceDetector finder = detector.open(engine.registry())) {
            ChainConfig chain = new DefenseName(defense).find(open.experiment().config(), engine.registry());
            serve(open, chain, finder, settings);
        }
        return 0;
    }

    private void serveUpstream(UpstreamFile file, ServiceSettings settings) throws IOException {
        try (UpstreamService service = UpstreamService.open(file.service());
                FaceDetector finder = detector.open(engine.registry());
                AuditLog log = AuditLog.open(audit)) {
            DeployedSystem system = DeployedSystem.of(file, service, engine.registry());
            listen(system, file.system().name(), finder, log, settings);
        }
    }

    private void serve(ExperimentRun open, ChainConfig chain, FaceDetector finder, ServiceSettings settings)
            throws IOException {
        try (AuditLog log = AuditLog.open(audit)) {
            DeployedSystem system = DeployedSystem.of(open, chain);
            CalibrationNotes.print(chain, system.deployment(), system.gallery(), engine.console());
            listen(system, defense, finder, log, settings);
        }
    }

    private void listen(DeployedSystem system, String what, FaceDetector finder, AuditLog log, ServiceSettings settings)
            throws IOException {
        Console console = engine.console();
        RequestLog lines = line -> console.print("%s%n", Json.toLine(line));
        try (GuardServer server = GuardServer.start(settings, system, finder, log, lines)) {
            console.print(
                    "listening at %s; %d people, %s, run %s%n",
                    server.address(),
                    system.gallery().size(),
                    what,
                    system.fingerprint().substring(0, 12));
            awaitEnd(server);
        }
    }

    private ServiceSettings settings(ServiceLimits amounts) throws IOException {
        Path own = certificate;
        Path secret = tlsKey;
        if ((own == null) != (secret == null)) {
            throw new IllegalArgumentException("--tls-certificate and --tls-key belong together");
        }
        return new ServiceSettings(
                host,
                port,
                keys == null ? ApiKeys.NONE : ApiKeys.read(keys),
                own == null || secret == null ? Optional.empty() : Optional.of(new TlsFiles(own, secret)),
                behindProxy,
                amounts);
    }

    /** Waits for SIGTERM or Ctrl-C; the process then ends when everything that was accepted is answered. */
    private static void awaitEnd(GuardServer server) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            stopped.countDown();
        }));
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
