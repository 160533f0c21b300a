package dev.visor.service.http;

import dev.visor.face.Identity;
import dev.visor.recognition.Decision;
import dev.visor.service.http.Decisions.Reply;
import dev.visor.service.key.ApiKeys;
import dev.visor.service.key.ApiKeys.ApiKey;
import dev.visor.service.key.Right;
import dev.visor.service.people.PersonData;
import dev.visor.store.audit.AuditEvent;
import dev.visor.store.audit.AuditLog;
import dev.visor.store.file.Json;
import dev.visor.store.photograph.KeptPhotographs;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.Header;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Phaser;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds each request: its id, the right to ask, the audit log, the request log, metrics and problems. An answer is in the
 * audit log before it is given. Thread-safe.
 */
final class Exchange {

    /** The media type of answers. */
    static final String JSON = "application/json";

    private static final String BEARER = "Bearer ";

    private final Supplier<String> run;
    private final AuditLog audit;
    private final Optional<KeptPhotographs> photographs;
    private final ServiceMetrics metrics;
    private final RequestLog log;
    /** Has a party for each request that is being answered, and one for the service. */
    private final Phaser open = new Phaser(1);

    private volatile ApiKeys keys;
    private volatile boolean draining;

    Exchange(ApiKeys keys, GuardParts parts, ServiceMetrics metrics) {
        this.keys = keys;
        this.run = parts.door()::fingerprint;
        this.audit = parts.door().audit();
        this.photographs = parts.photographs();
        this.metrics = metrics;
        this.log = parts.log();
    }

    /** Replaces the keys, for requests that come from now on. */
    void use(ApiKeys other) {
        keys = other;
    }

    /** Returns a handler of requests whose answers are decisions, which the audit log keeps. */
    Handler deciding(String action, Right right, Function<Incoming, Reply> answer) {
        return context -> answer(new Incoming(context, action), request -> {
            authorize(request, right);
            Reply reply = answer.apply(request);
            retaining(request, () -> keep(request, "200", reply.run(), reply.decision()));
            send(request, 200, JSON, json(reply.body()));
        });
    }

    /**
     * Returns a handler of requests that change something, which notes that in the audit log itself.
     *
     * @param status of the answer
     */
    Handler changing(String action, Right right, int status, Function<Incoming, Object> change) {
        return context -> answer(new Incoming(context, action), request -> {
            authorize(request, right);
            send(request, status, JSON, json(change.apply(request)));
        });
    }

    /**
     * Returns a handler of requests for what is kept of a person, which the audit log notes.
     *
     * @param answer shows it
     */
    Handler showing(String action, Right right, Function<Incoming, PersonData> answer) {
        return context -> answer(new Incoming(context, action), request -> {
            authorize(request, right);
            PersonData data = answer.apply(request);
            audit.append(
                    AuditEvent.about(action, request.id, request.key, "200", run.get(), new Identity(data.person())));
            send(request, 200, JSON, json(data));
        });
    }

    /**
     * Keeps the photographs of a request, if any are kept, and does something of which the audit log has a line. If that fails, they
     * are not kept.
     */
    <T> T retaining(Incoming request, Supplier<T> work) {
        if (photographs.isEmpty()) {
            return work.get();
        }
        KeptPhotographs kept = photographs.get();
        try {
            kept.keep(request.id, request.photographs);
            try {
                return work.get();
            } catch (RuntimeException | Error e) {
                kept.forget(request.id);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /**
     * Returns a handler of requests for what is known without a photograph.
     *
     * @param right that is needed; null for none
     */
    Handler reading(String action, @Nullable Right right, String type, Supplier<byte[]> body) {
        return context -> answer(new Incoming(context, action), request -> {
            if (right != null) {
                authorize(request, right);
            }
            send(request, 200, type, body.get());
        });
    }

    /** Returns a handler that says that the process is alive, also while it takes no more requests. */
    Handler alive() {
        return context -> send(new Incoming(context, "health"), 200, JSON, json(new Health("up")));
    }

    /** How the service is. */
    private record Health(String status) {}

    /** Returns a handler that says whether requests are taken. */
    Handler ready() {
        return reading("health", null, JSON, () -> json(new Health("ready")));
    }

    private interface Work {
        void on(Incoming request);
    }

    private void answer(Incoming request, Work work) {
        open.register();
        try {
            if (draining) {
                throw new ProblemException(ProblemCode.UNAVAILABLE, "the service is stopping");
            }
            work.on(request);
        } catch (ProblemException e) {
            refuse(request, e.code(), e.detail());
        } catch (UncheckedIOException e) {
            // The service behind the guard does not answer, or a file can't be written. Nothing is decided or changed
            // then.
            request.fault = String.valueOf(e.getMessage());
            refuse(request, ProblemCode.UNAVAILABLE, "nothing was decided or changed");
        } catch (RuntimeException | Error e) {
            request.fault = String.valueOf(e);
            refuse(request, ProblemCode.INTERNAL, "the service's log says why");
        } finally {
            open.arriveAndDeregister();
        }
    }

    private void authorize(Incoming request, Right right) {
        ApiKeys known = keys;
        if (known.keys().isEmpty()) {
            return;
        }
        ApiKey key = secret(request.context)
                .flatMap(known::of)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.UNAUTHORIZED, "send a key as \"Authorization: Bearer KEY\" or \"X-API-Key: KEY\""));
        request.key = key.name();
        if (!key.rights().contains(right)) {
            keep(request, "403", run.get(), null);
            throw new ProblemException(
                    ProblemCode.FORBIDDEN, "the right \"" + right.name().toLowerCase(Locale.ROOT) + "\" is needed");
        }
    }

    private static Optional<String> secret(Context context) {
        String header = context.header(Header.AUTHORIZATION);
        return header != null && header.startsWith(BEARER)
                ? Optional.of(header.substring(BEARER.length()).trim())
                : Optional.ofNullable(context.header("X-API-Key"));
    }

    private Optional<Decision> keep(Incoming request, String outcome, String decided, @Nullable Decision decision) {
        audit.append(AuditEvent.now(request.action, request.id, request.key, outcome, decided, decision));
        return Optional.ofNullable(decision);
    }

    /** Notes in the request log what went wrong without a request. */
    void fault(String action, String fault) {
        log.log(new RequestLog.Line(now(), "", "", "", action, 0, "", -1, fault, 0));
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** Answers what Javalin refuses by itself, such as an address that is not there. */
    void refuse(Context context, int status) {
        ProblemCode code = ProblemCode.of(status);
        refuse(new Incoming(context, "none"), code, code.title());
    }

    private void refuse(Incoming request, ProblemCode code, String detail) {
        Context context = request.context;
        context.status(code.status());
        if (!request.read && context.req().getContentLengthLong() != 0) {
            // What was not read of the body would be taken for the next request.
            context.header(Header.CONNECTION, "close");
        }
        if (code == ProblemCode.BUSY || code == ProblemCode.UNAVAILABLE) {
            context.header(Header.RETRY_AFTER, "1");
        }
        if (code == ProblemCode.UNAUTHORIZED) {
            context.header(Header.WWW_AUTHENTICATE, "Bearer");
        }
        note(request, code.status(), code.word());
        write(request, Problem.MEDIA_TYPE, json(Problem.of(code, detail, request.id)));
    }

    private void send(Incoming request, int status, String type, byte[] body) {
        request.context.status(status);
        note(request, status, "");
        write(request, type, body);
    }

    /** Writes an answer and flushes it, so that it is on its way when the request counts as answered. */
    private static void write(Incoming request, String type, byte[] body) {
        Context context = request.context;
        context.contentType(type);
        context.header("X-Request-Id", request.id);
        context.header(Header.CACHE_CONTROL, "no-store");
        context.header(Header.X_CONTENT_TYPE_OPTIONS, "nosniff");
        context.res().setContentLength(body.length);
        try {
            ServletOutputStream out = context.res().getOutputStream();
            out.write(body);
            out.flush();
        } catch (IOException e) {
            // Whoever asked has gone.
        }
    }

    private void note(Incoming request, int status, String code) {
        long nanos = System.nanoTime() - request.arrived;
        metrics.answered(request.action, status, nanos);
        log.log(new RequestLog.Line(
                now(),
                request.id,
                request.key,
                request.context.method().name(),
                request.action,
                status,
                code,
                request.context.req().getContentLengthLong(),
                request.fault,
                nanos / 1e6));
    }

    static byte[] json(Object value) {
        return Json.toLine(value).getBytes(StandardCharsets.UTF_8);
    }

    /** Takes no more requests, and returns when all that were taken are answered. */
    void drain() {
        draining = true;
        open.arriveAndAwaitAdvance();
    }
}
