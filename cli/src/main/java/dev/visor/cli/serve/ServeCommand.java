package dev.visor.cli.serve;

import dev.visor.api.ExperimentRun;
import dev.visor.cli.console.Console;
import dev.visor.cli.console.DetectorOption;
import dev.visor.cli.console.Shutdown;
import dev.visor.cli.picture.CalibrationNotes;
import dev.visor.cli.picture.DefenseName;
import dev.visor.cli.run.EngineOptions;
import dev.visor.cli.run.RunOption;
import dev.visor.defense.chain.ChainConfig;
import dev.visor.face.detection.FaceDetector;
import dev.visor.run.Count;
import dev.visor.service.decision.DeployedSystem;
import dev.visor.service.http.GuardParts;
import dev.visor.service.http.GuardServer;
import dev.visor.service.http.RequestLog;
import dev.visor.service.http.ServiceLimits;
import dev.visor.service.http.ServiceSettings;
import dev.visor.service.http.TlsFiles;
import dev.visor.service.key.ApiKeys;
import dev.visor.service.people.Door;
import dev.visor.service.people.GuardLoader;
import dev.visor.service.people.LoadedGuard;
import dev.visor.store.audit.AuditLog;
import dev.visor.store.experiment.UpstreamFile;
import dev.visor.store.file.Json;
import dev.visor.store.service.UpstreamService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
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
                    + " /openapi.yaml describes them. Pictures are never stored unless --keep says so.",
            "POST /v1/enroll and DELETE /v1/people/NAME change who is known, if --gallery names a file for that.",
            "POST /v1/reload and SIGHUP load the run, the gallery, the keys and the certificate anew, while requests are answered.",
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
            description = "Who may ask: keys that 'visor keys add' made. Read at the start and at each reload.")
    private @Nullable Path keys;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            order = 6,
            description = "The certificates, in PEM. Read at the start and at each reload, as is the key.")
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
    private StorageOptions storage = new StorageOptions();

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Mixin
    private DetectorOption detector = new DetectorOption();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() throws IOException {
        ServiceSettings settings = settings(limits.limits());
        storage.time();
        Path service = upstream;
        if (service != null) {
            String name = UpstreamFile.read(service, engine.registry()).system().name();
            serve(() -> loaded(service), name, settings);
        } else {
            try (ExperimentRun open = engine.open(run.folder())) {
                chain(open); // before anything is written
            }
            if (Files.exists(audit)) {
                AuditLog.check(audit); // before a defense is calibrated, which may take long
            }
            serve(this::loaded, defense, settings);
        }
        return 0;
    }

    private ChainConfig chain(ExperimentRun open) throws IOException {
        return new DefenseName(defense).find(open.experiment().config(), engine.registry());
    }

    private LoadedGuard loaded() throws IOException {
        ExperimentRun open = engine.open(run.folder());
        ChainConfig chain = chain(open);
        LoadedGuard guard = LoadedGuard.of(open, chain);
        if (guard.system() instanceof DeployedSystem system) {
            CalibrationNotes.print(chain, system.deployment(), system.gallery(), engine.console());
        }
        return guard;
    }

    private LoadedGuard loaded(Path service) throws IOException {
        UpstreamFile file = UpstreamFile.read(service, engine.registry());
        return LoadedGuard.of(file, UpstreamService.open(file.service()), engine.registry());
    }

    private void serve(GuardLoader loader, String what, ServiceSettings settings) throws IOException {
        try (FaceDetector finder = detector.open(engine.registry());
                Door door = Door.open(loader, storage.gallery(), () -> AuditLog.open(audit))) {
            Console console = engine.console();
            RequestLog lines = line -> console.print("%s%n", Json.toLine(line));
            Path secrets = keys;
            GuardParts parts = new GuardParts(
                    door,
                    finder,
                    lines,
                    secrets == null ? Optional.empty() : Optional.of(() -> ApiKeys.read(secrets)),
                    Optional.of(storage.photographs(audit)));
            listen(parts, what, settings);
        }
    }

    private void listen(GuardParts parts, String what, ServiceSettings settings) throws IOException {
        Console console = engine.console();
        try (GuardServer server = GuardServer.start(settings, parts)) {
            Hangup.on(() -> reload(server, console));
            console.print(
                    "listening at %s; %s, %s, run %s%n",
                    server.address(),
                    Count.ofPeople(server.people()),
                    what,
                    parts.door().fingerprint().substring(0, 12));
            Shutdown.await(server::close);
        }
    }

    private static void reload(GuardServer server, Console console) {
        try {
            server.reload();
            console.note("loaded anew; " + Count.ofPeople(server.people()));
        } catch (IOException | RuntimeException e) {
            console.note("not loaded anew: " + e.getMessage());
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
}
