package dev.visor.store.weights.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that gives its answers in order, and the last one to all later requests. */
final class FileServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> ranges = new ArrayList<>();

    /** Answers one request. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    FileServer(Answer... answers) throws IOException {
        this.answers.addAll(List.of(answers));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/file", this::handle);
        server.start();
    }

    private synchronized void handle(HttpExchange exchange) {
        ranges.add(exchange.getRequestHeaders().getFirst("Range") + " if "
                + exchange.getRequestHeaders().getFirst("If-Range"));
        Answer answer = answers.size() > 1 ? answers.pop() : answers.peek();
        try (exchange) {
            answer.to(exchange);
        } catch (IOException e) {
            // The connection is cut, which is what an answer that breaks off wants.
        }
    }

    URI uri() {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/file");
    }

    /** Returns the ranges that were asked for, a request each. */
    synchronized List<String> ranges() {
        return List.copyOf(ranges);
    }

    /** Serves bytes, or their rest if it is asked for and they are still those of this ETag. */
    static Answer file(byte[] bytes, String etag) {
        return exchange -> send(exchange, bytes, etag, bytes.length);
    }

    /** Promises the bytes but breaks off after so many of them. */
    static Answer broken(byte[] bytes, String etag, int after) {
        return exchange -> send(exchange, bytes, etag, after);
    }

    private static void send(HttpExchange exchange, byte[] bytes, String etag, int end) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        boolean rest = range != null && etag.equals(exchange.getRequestHeaders().getFirst("If-Range"));
        int begin = rest ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
        if (!etag.isEmpty()) {
            exchange.getResponseHeaders().set("ETag", etag);
        }
        if (rest) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + begin + "-" + (bytes.length - 1) + "/" + bytes.length);
        }
        exchange.sendResponseHeaders(rest ? 206 : 200, bytes.length - begin);
        exchange.getResponseBody().write(Arrays.copyOfRange(bytes, begin, end));
        exchange.getResponseBody().flush();
    }

    /** Serves everything, whatever was asked for. */
    static Answer whole(byte[] bytes) {
        return exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    static Answer status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
