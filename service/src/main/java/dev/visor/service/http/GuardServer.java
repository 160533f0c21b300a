package dev.visor.service.http;

import dev.visor.face.detection.FaceDetector;
import dev.visor.service.decision.GuardedSystem;
import dev.visor.service.key.ApiKeys;
import dev.visor.service.key.Right;
import dev.visor.service.people.Asked;
import dev.visor.service.people.Door;
import dev.visor.store.audit.AuditEvent;
import dev.visor.store.audit.AuditLog;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * A defended system over HTTP. Pictures are never written to the disk, unless the parts keep photographs.
 *
 * <pre>{@code
 * try (AuditLog audit = AuditLog.open(Path.of("audit.jsonl"));
 *         GuardServer server = GuardServer.start(ServiceSettings.LOCAL, system, detector, audit, RequestLog.NONE)) {
 *     System.out.println("listening at " + server.address());
 * }
 * }</pre>
 *
 * <p>{@link #close} takes no more requests, and returns when all that were accepted are answered.
 */
public final class GuardServer implements AutoCloseable {

    private static final int THREADS = 64;
    /** Headers must arrive within so many seconds, and bodies too. */
    private static final long SECONDS = 20;
    /** Further connections wait. */
    private static final int CONNECTIONS = 1024;

    private final ServiceSettings settings;
    private final GuardParts parts;
    private final ServiceMetrics metrics;
    private final Decisions decisions;
    private final PeopleChanges people;
    private final Exchange exchange;
    private final Optional<PhotographClock> clock;
    private final @Nullable TlsContext tls;
    private final Javalin javalin;

    private boolean closed;

    private GuardServer(ServiceSettings settings, GuardParts parts) throws IOException {
        this.tls = settings.tls().isPresent() ? new TlsContext(settings.tls().get()) : null;
        byte[] description = description();
        ServiceLimits limits = settings.limits();
        Semaphore places = new Semaphore(limits.waiting());
        ProbeFinder finder = new ProbeFinder(parts.detector(), limits.pixels());
        this.settings = settings;
        this.parts = parts;
        this.metrics = new ServiceMetrics();
        this.decisions = new Decisions(parts.door().system(), finder, places, limits, metrics);
        this.people = new PeopleChanges(parts.door(), finder, places);
        this.exchange = new Exchange(settings.keys(), parts, metrics);
        this.clock = parts.photographs()
                .map(kept -> new PhotographClock(kept, fault -> exchange.fault("photographs", fault)));
        this.javalin = Javalin.create(config -> configure(config, description));
    }

    /**
     * Starts to listen, with a system whose people stay.
     *
     * @param system is asked by one thread of the service alone
     * @param detector finds faces in photographs; stays the caller's
     * @param audit receives every decision before it is answered; stays the caller's
     * @param log receives a line about every request
     * @throws IOException with one line if the port is taken, the files of TLS can't be used, or the audit log can't be written
     */
    public static GuardServer start(
            ServiceSettings settings, GuardedSystem system, FaceDetector detector, AuditLog audit, RequestLog log)
            throws IOException {
        Door door = Door.of(system, audit);
        return start(settings, new GuardParts(door, detector, log, Optional.empty(), Optional.empty()));
    }

    /**
     * Starts to listen.
     *
     * @param parts what it works with
     * @throws IOException with one line if the port is taken, the files of TLS can't be used, or the audit log can't be written
     */
    public static GuardServer start(ServiceSettings settings, GuardParts parts) throws IOException {
        GuardServer server = new GuardServer(settings, parts);
        try {
            server.javalin.start(settings.host(), settings.port());
        } catch (RuntimeException e) {
            server.stop();
            throw new IOException(
                    "cannot listen at " + settings.host() + ", port " + settings.port()
                            + ": is another service running there?",
                    e);
        }
        try {
            server.note("started");
        } catch (UncheckedIOException e) {
            server.stop();
            throw new IOException(e.getMessage(), e);
        }
        return server;
    }

    private void note(String outcome) {
        parts.door()
                .audit()
                .append(AuditEvent.now("service", "", "", outcome, parts.door().fingerprint(), null));
    }

    private static byte[] description() throws IOException {
        try (InputStream in = Objects.requireNonNull(GuardServer.class.getResourceAsStream("openapi.yaml"))) {
            return in.readAllBytes();
        }
    }

    private void configure(JavalinConfig config, byte[] description) {
        config.startup.showJavalinBanner = false;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = settings.limits().bytes();
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.threadPool = new QueuedThreadPool(THREADS, 4);
        // Parts stay in memory, so that no picture is written to a temporary file.
        config.jetty.multipartConfig.maxInMemoryFileSize(settings.limits().bytes(), SizeUnit.BYTES);
        config.jetty.multipartConfig.maxFileSize(settings.limits().bytes(), SizeUnit.BYTES);
        config.jetty.multipartConfig.maxTotalRequestSize(settings.limits().bytes(), SizeUnit.BYTES);
        HeaderDeadline deadline =
                new HeaderDeadline(BodyDeadline.of(settings.limits().bytes(), SECONDS), SECONDS);
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new PlainErrors());
            server.setHandler(deadline);
            server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
        });
        config.jetty.addConnector((server, http) -> {
            ServerConnector connector = Connectors.of(server, http, settings, tls == null ? null : tls.factory());
            connector.addBean(deadline, false);
            return connector;
        });
        routes(config, description);
    }

    private void routes(JavalinConfig config, byte[] description) {
        config.routes.post(
                "/v1/identify",
                exchange.deciding("identify", Right.IDENTIFY, request -> decisions.identify(request.body(settings))));
        config.routes.post(
                "/v1/verify",
                exchange.deciding("verify", Right.IDENTIFY, request -> decisions.verify(request.body(settings))));
        config.routes.post(
                "/v1/explain",
                exchange.deciding("explain", Right.IDENTIFY, request -> decisions.explain(request.body(settings))));
        config.routes.get(
                "/v1/people",
                exchange.reading("people", Right.ADMIN, Exchange.JSON, () -> Exchange.json(people.people())));
        config.routes.post("/v1/enroll", exchange.changing("enroll", Right.ENROLL, 201, this::enroll));
        config.routes.get("/v1/people/{name}", exchange.showing("export", Right.ADMIN, people::export));
        config.routes.delete("/v1/people/{name}", exchange.changing("delete", Right.ENROLL, 200, people::delete));
        config.routes.post("/v1/reload", exchange.changing("reload", Right.ADMIN, 200, this::reload));
        config.routes.get(
                "/metrics", exchange.reading("metrics", Right.ADMIN, ServiceMetrics.MEDIA_TYPE, metrics::text));
        config.routes.get("/health/live", exchange.alive());
        config.routes.get("/health/ready", exchange.ready());
        config.routes.get("/openapi.yaml", exchange.reading("openapi", null, "application/yaml", () -> description));
        config.routes.exception(HttpResponseException.class, (e, request) -> exchange.refuse(request, e.getStatus()));
        config.routes.exception(Exception.class, (e, request) -> exchange.refuse(request, 500));
    }

    private Object enroll(Incoming request) {
        PhotographBody body = request.several(settings);
        return exchange.retaining(request, () -> people.enroll(request, body));
    }

    private Object reload(Incoming request) {
        try {
            reload(request.asked());
        } catch (IOException | IllegalArgumentException e) {
            request.fault(String.valueOf(e.getMessage()));
            throw new ProblemException(
                    ProblemCode.RELOAD_FAILED, "everything stays as it was; the service's log says why");
        }
        return new Reloaded(people(), parts.door().fingerprint());
    }

    /** What is there after everything was loaded anew. */
    private record Reloaded(int people, String run) {}

    /**
     * Loads keys, certificate, system and gallery anew. Requests are answered meanwhile, by what was there before; that stays if this fails.
     *
     * @throws IllegalArgumentException if there are no keys any more, but the service listens to the network
     * @throws IOException with one line if something can't be read, or does not fit
     */
    public void reload() throws IOException {
        reload(new Asked("", ""));
    }

    private synchronized void reload(Asked asked) throws IOException {
        ApiKeys keys = parts.keys().isPresent() ? parts.keys().get().read() : settings.keys();
        ServiceSettings checked = settings.with(keys);
        Runnable certificate = tls == null ? () -> {} : tls.read();
        parts.door().reload();
        exchange.use(checked.keys());
        certificate.run();
        parts.door()
                .audit()
                .append(AuditEvent.now(
                        "reload",
                        asked.request(),
                        asked.key(),
                        "200",
                        parts.door().fingerprint(),
                        null));
    }

    /** Returns how many people are enrolled now. */
    public int people() {
        return people.people().people().size();
    }

    /** Returns where it listens. */
    public URI address() {
        String scheme = settings.tls().isPresent() ? "https" : "http";
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return URI.create(scheme + "://" + host + ":" + javalin.port());
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        exchange.drain();
        stop();
        try {
            note("stopped");
        } catch (UncheckedIOException e) {
            // Everything that was decided is on the disk already.
        }
    }

    private void stop() {
        javalin.stop();
        clock.ifPresent(PhotographClock::close);
        decisions.close();
        metrics.close();
    }
}
