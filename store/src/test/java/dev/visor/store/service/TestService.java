package dev.visor.store.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.visor.image.Color;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.store.file.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A recognition service on this machine that speaks the JSON of the preset visor. It knows Red, Green and Blue by the color of the
 * picture; a black one has no face. Faults can be put before its answers.
 */
final class TestService implements AutoCloseable {

    static {
        // Without it a small answer waits 40 milliseconds for the client's acknowledgment of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final double THRESHOLD = 0.5;
    private static final String PASSWORD = "changeit";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> enrolled = new ArrayList<>();
    private final List<String> headers = new ArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private final int slowness;
    private volatile List<String> people = List.of("Blue", "Green", "Red");

    /** Answers a request in the place of the service. */
    interface Fault {
        void to(HttpExchange exchange) throws IOException;
    }

    TestService() throws IOException {
        this(false, 0);
    }

    /**
     * Starts a service.
     *
     * @param secure whether it has a certificate, which nobody trusts
     * @param slowness milliseconds for each picture
     */
    TestService(boolean secure, int slowness) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        this.slowness = slowness;
        server = secure ? secured(HttpsServer.create(address, 0)) : HttpServer.create(address, 0);
        server.setExecutor(threads);
        server.createContext("/v1/people", exchange -> {
            try (exchange) {
                if (!fault(exchange)) {
                    send(exchange, 200, "{\"people\": " + list(people) + ", \"threshold\": " + THRESHOLD + "}");
                }
            }
        });
        server.createContext("/v1/identify", this::identify);
        server.createContext("/v1/enroll", this::enroll);
        server.start();
    }

    private static HttpsServer secured(HttpsServer server) throws IOException {
        try (InputStream file = TestService.class.getResourceAsStream("self-signed.p12")) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(file, PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            server.setHttpsConfigurator(new HttpsConfigurator(context));
            return server;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Puts faults before the next answers, one for each request. */
    synchronized TestService then(Fault... next) {
        faults.addAll(List.of(next));
        return this;
    }

    private boolean fault(HttpExchange exchange) throws IOException {
        Fault fault;
        synchronized (this) {
            fault = faults.poll();
            headers.add(exchange.getRequestHeaders().getFirst("X-Api-Key"));
        }
        if (fault != null) {
            fault.to(exchange);
        }
        return fault != null;
    }

    private void identify(HttpExchange exchange) {
        try (exchange) {
            mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            byte[] body = exchange.getRequestBody().readAllBytes();
            Thread.sleep(slowness);
            underWay.decrementAndGet(); // before the answer, after which the next request may begin
            if (!fault(exchange)) {
                synchronized (this) {
                    asked.add(Sha256.of(body));
                }
                send(exchange, 200, answer(PictureCodec.decode(body, "the body")));
            }
        } catch (IOException | InterruptedException e) {
            // The connection is cut, which is what an answer that breaks off wants.
        }
    }

    private static String answer(Image picture) {
        Color color = picture.mean();
        float best = Math.max(color.red(), Math.max(color.green(), color.blue()));
        if (best == 0) {
            return "{\"decision\": \"no-face\", \"people\": []}";
        }
        return "{\"decision\": \"" + (best >= THRESHOLD ? "person" : "unknown") + "\", \"people\": [{\"name\": \"Red\","
                + " \"score\": " + color.red() + "}, {\"name\": \"Green\", \"score\": " + color.green()
                + "}, {\"name\": \"Blue\", \"score\": " + color.blue() + "}]}";
    }

    private void enroll(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!fault(exchange)) {
                synchronized (this) {
                    enrolled.add(exchange.getRequestURI().getQuery() + " "
                            + Sha256.of(body).substring(0, 8));
                }
                send(exchange, 201, "{}");
            }
        }
    }

    static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String list(List<String> names) {
        return names.isEmpty() ? "[]" : "[\"" + String.join("\", \"", names) + "\"]";
    }

    /** An answer of a status. */
    static Fault status(int status, String json) {
        return exchange -> send(exchange, status, json);
    }

    /** An answer of a status with a header. */
    static Fault status(int status, String header, String value) {
        return exchange -> {
            exchange.getResponseHeaders().set(header, value);
            send(exchange, status, "{}");
        };
    }

    /** Half of what it promises. */
    static Fault half() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("{\"decision\": \"per".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        };
    }

    /** An answer after some time. */
    static Fault late(int milliseconds) {
        return exchange -> {
            try {
                Thread.sleep(milliseconds);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            send(exchange, 200, "{\"decision\": \"no-face\", \"people\": []}");
        };
    }

    String url() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return scheme + "://127.0.0.1:" + server.getAddress().getPort();
    }

    void knows(String... names) {
        people = List.of(names);
    }

    /** Returns the SHA-256 of each picture that was answered, in order. */
    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    /** Returns the queries of requests that enrolled a picture, with the beginning of its SHA-256. */
    synchronized List<String> enrolled() {
        return List.copyOf(enrolled);
    }

    /** Returns the keys that requests had. */
    synchronized List<String> keys() {
        return List.copyOf(headers);
    }

    int mostUnderWay() {
        return mostUnderWay.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
