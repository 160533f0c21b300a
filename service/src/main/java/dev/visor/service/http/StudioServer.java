package dev.visor.service.http;

import dev.visor.face.detection.NoFaceException;
import dev.visor.image.PictureException;
import dev.visor.service.http.StudioPage.PageFile;
import dev.visor.service.studio.AttackEvents;
import dev.visor.service.studio.Studio;
import dev.visor.service.studio.StudioException;
import dev.visor.service.studio.message.AttackRequest;
import dev.visor.service.studio.message.ChainsRequest;
import dev.visor.service.studio.message.ExampleRequest;
import dev.visor.service.studio.message.PictureRequest;
import dev.visor.service.studio.message.SaliencyRequest;
import dev.visor.service.studio.message.WearRequest;
import dev.visor.store.file.DamagedFileException;
import dev.visor.store.file.Json;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.sse.SseClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The studio's page and what it asks for, on the loopback address alone.
 *
 * <p>A page of another site that is open in the same browser can't use it: questions must be addressed to the loopback
 * address by name, and whatever changes something must carry a header that other sites can't send.
 *
 * <p>{@link #close} stops listening; the studio stays the caller's.
 */
public final class StudioServer implements AutoCloseable {

    /** The header that every POST has. */
    public static final String HEADER = "X-Visor-Studio";

    private static final String LOOPBACK = "127.0.0.1";
    private static final Set<String> HOSTS = Set.of(LOOPBACK, "localhost", "[::1]");
    private static final int LARGEST_BODY = 60_000_000;
    private static final String PNG = "image/png";
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; frame-ancestors 'none'";

    private final Studio studio;
    private final Javalin javalin;

    private StudioServer(Studio studio) {
        this.studio = studio;
        this.javalin = Javalin.create(this::configure);
    }

    /**
     * Starts to listen.
     *
     * @param port or 0 for any that is free
     * @throws IOException with one line if the port is taken
     */
    public static StudioServer start(Studio studio, int port) throws IOException {
        StudioServer server = new StudioServer(studio);
        try {
            server.javalin.start(LOOPBACK, port);
        } catch (RuntimeException e) {
            server.close();
            throw new IOException(
                    "cannot listen at " + LOOPBACK + ", port " + port + ": is another program running there?", e);
        }
        return server;
    }

    /** Returns where it listens. */
    public URI address() {
        return URI.create("http://" + LOOPBACK + ":" + javalin.port() + "/");
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = LARGEST_BODY;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.modifyServer(server -> server.setErrorHandler(new PlainErrors()));
        config.routes.before(StudioServer::admit);
        page(config);
        runs(config);
        pictures(config);
        attacks(config);
        failures(config);
    }

    /** Lets in what this machine's own page asks. */
    private static void admit(Context request) {
        String host = String.valueOf(request.host()).replaceFirst(":\\d+$", "");
        boolean changes = request.method() != HandlerType.GET && request.method() != HandlerType.HEAD;
        if (!HOSTS.contains(host) || changes && request.header(HEADER) == null) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "only the studio's own page can ask this");
        }
        request.header("Content-Security-Policy", POLICY);
        request.header("X-Content-Type-Options", "nosniff");
        request.header("Referrer-Policy", "no-referrer");
        request.header("Cross-Origin-Resource-Policy", "same-origin");
        request.header("Cache-Control", "no-store");
    }

    private static void page(JavalinConfig config) {
        config.routes.get("/", request -> send(request, StudioPage.asset("index.html")));
        config.routes.get("/assets/{name}", request -> send(request, StudioPage.asset(request.pathParam("name"))));
        config.routes.get(
                "/components/{name}", request -> send(request, StudioPage.component(request.pathParam("name"))));
    }

    private static void send(Context request, Optional<PageFile> file) {
        PageFile found = file.orElseThrow(
                () -> new ProblemException(ProblemCode.NOT_FOUND, "there is no file " + request.path()));
        request.contentType(found.type()).result(found.bytes());
    }

    private void runs(JavalinConfig config) {
        config.routes.get("/api/session", json(request -> studio.session()));
        config.routes.post(
                "/api/runs",
                json(request -> studio.open(Path.of(body(request, Folder.class).folder()))));
        config.routes.get("/api/runs/{run}/faces", json(request -> studio.faces(request.pathParam("run"))));
        config.routes.get(
                "/api/runs/{run}/face.png",
                png(request -> studio.facePng(request.pathParam("run"), parameter(request, "id"))));
        config.routes.get("/api/runs/{run}/matrix", json(request -> studio.matrix(request.pathParam("run"))));
        config.routes.get("/api/runs/{run}/examples", json(request -> studio.examples(request.pathParam("run"))));
        config.routes.get(
                "/api/runs/{run}/example.png",
                png(request -> studio.examplePng(
                        request.pathParam("run"),
                        new ExampleRequest(
                                parameter(request, "attacker"),
                                parameter(request, "accessory"),
                                parameter(request, "chain"),
                                parameter(request, "id")),
                        parameter(request, "kind").equals("clean"))));
    }

    /** The folder of a run. */
    private record Folder(String folder) {}

    private void pictures(JavalinConfig config) {
        config.routes.post("/api/photographs", json(request -> studio.photograph(request.bodyAsBytes())));
        config.routes.get("/api/photographs/{id}.png", png(request -> studio.photographPng(request.pathParam("id"))));
        config.routes.post("/api/pictures", json(request -> studio.take(body(request, PictureRequest.class))));
        config.routes.get("/api/pictures/{id}.png", png(request -> studio.picturePng(request.pathParam("id"))));
        config.routes.post("/api/wear", json(request -> studio.wear(body(request, WearRequest.class))));
        config.routes.post("/api/saliency", json(request -> studio.saliency(body(request, SaliencyRequest.class))));
        config.routes.post("/api/chains", json(request -> studio.chains(body(request, ChainsRequest.class))));
    }

    private void attacks(JavalinConfig config) {
        config.routes.post("/api/attacks", json(request -> studio.attacks().start(body(request, AttackRequest.class))));
        config.routes.sse("/api/attacks/{id}/events", this::stream);
        config.routes.post(
                "/api/attacks/{id}/pause", json(request -> studio.attacks().pause(request.pathParam("id"))));
        config.routes.post(
                "/api/attacks/{id}/resume", json(request -> studio.attacks().resume(request.pathParam("id"))));
        config.routes.post(
                "/api/attacks/{id}/stop", json(request -> studio.attacks().stop(request.pathParam("id"))));
        config.routes.get(
                "/api/attacks/{id}/experiment.yaml",
                request -> request.contentType("application/yaml")
                        .result(studio.attacks().yaml(request.pathParam("id"))));
        config.routes.get(
                "/api/attacks/{id}/curve.csv",
                request -> request.contentType("text/csv; charset=utf-8")
                        .result(studio.attacks().curve(request.pathParam("id"))));
    }

    private void stream(SseClient client) {
        String attack = client.ctx().pathParam("id");
        AttackEvents listener = (name, data) -> {
            if (!client.terminated()) {
                client.sendEvent(name, Json.toLine(data));
            }
        };
        client.onClose(() -> {
            studio.attacks().unwatch(attack, listener);
        });
        client.keepAlive();
        studio.attacks().watch(attack, listener);
    }

    private void failures(JavalinConfig config) {
        config.routes.exception(ProblemException.class, (e, request) -> problem(request, e.code(), e.detail()));
        config.routes.exception(
                StudioException.class,
                (e, request) -> problem(
                        request,
                        e.reason() == StudioException.Reason.NOT_FOUND
                                ? ProblemCode.NOT_FOUND
                                : ProblemCode.BAD_REQUEST,
                        message(e)));
        config.routes.exception(
                NoFaceException.class, (e, request) -> problem(request, ProblemCode.NO_FACE, message(e)));
        config.routes.exception(
                PictureException.class, (e, request) -> problem(request, ProblemCode.BAD_PHOTOGRAPH, message(e)));
        config.routes.exception(
                IllegalArgumentException.class, (e, request) -> problem(request, ProblemCode.BAD_REQUEST, message(e)));
        config.routes.exception(
                IOException.class, (e, request) -> problem(request, ProblemCode.BAD_REQUEST, message(e)));
        config.routes.exception(
                UncheckedIOException.class, (e, request) -> problem(request, ProblemCode.BAD_REQUEST, message(e)));
        config.routes.exception(
                HttpResponseException.class,
                (e, request) -> problem(request, ProblemCode.of(e.getStatus()), message(e)));
        config.routes.exception(
                Exception.class,
                (e, request) -> problem(request, ProblemCode.INTERNAL, e + ": a fault of the program"));
    }

    private static String message(Exception e) {
        return String.valueOf(e.getMessage());
    }

    private static void problem(Context request, ProblemCode code, String detail) {
        request.status(code.status())
                .contentType(Problem.MEDIA_TYPE)
                .result(Json.toLine(Problem.of(code, detail, request.path())));
    }

    private static Handler json(Answering answer) {
        return request -> request.contentType("application/json").result(Json.toLine(answer.to(request)));
    }

    private static Handler png(Drawing picture) {
        return request -> request.contentType(PNG).result(picture.of(request));
    }

    /** What is answered to a request. */
    private interface Answering {
        Object to(Context request) throws Exception;
    }

    /** The picture that a request is about. */
    private interface Drawing {
        byte[] of(Context request) throws Exception;
    }

    private static <T> T body(Context request, Class<T> type) {
        try {
            return Json.parseSparse(request.body(), type, "the body");
        } catch (DamagedFileException e) {
            throw new ProblemException(ProblemCode.BAD_REQUEST, message(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String parameter(Context request, String name) {
        String value = request.queryParam(name);
        if (value == null) {
            throw new ProblemException(ProblemCode.BAD_REQUEST, "the address lacks \"" + name + "\"");
        }
        return value;
    }
}
