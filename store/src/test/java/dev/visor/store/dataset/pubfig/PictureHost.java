package dev.visor.store.dataset.pubfig;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server on this machine that remembers who asked for what, and when. */
final class PictureHost implements AutoCloseable {

    /** Answers one request. */
    @FunctionalInterface
    interface Page {
        void answer(HttpExchange exchange, int time) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final List<Long> times = new CopyOnWriteArrayList<>();
    private final List<String> agents = new CopyOnWriteArrayList<>();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch closing = new CountDownLatch(1);

    PictureHost() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 100);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        times.add(System.nanoTime());
        agents.add(exchange.getRequestHeaders().getFirst("User-Agent"));
        String path = exchange.getRequestURI().getPath();
        int time = counts.computeIfAbsent(path, key -> new AtomicInteger()).incrementAndGet();
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            pages.getOrDefault(path, status(404)).answer(exchange, time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            running.decrementAndGet();
            exchange.close();
        }
    }

    /** Puts a page at a path, and returns its address. */
    String put(String path, Page page) {
        pages.put(path, page);
        return address(path);
    }

    String put(String path, byte[] file) {
        return put(path, good(file));
    }

    String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    static Page good(byte[] file) {
        return (exchange, time) -> {
            exchange.sendResponseHeaders(200, file.length);
            exchange.getResponseBody().write(file);
        };
    }

    static Page status(int status, String... headers) {
        return (exchange, time) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    /** Says that so many bytes come, sends the first of them and then nothing until this host closes. */
    Page stalling(byte[] first, int length) {
        return (exchange, time) -> {
            exchange.sendResponseHeaders(200, length);
            exchange.getResponseBody().write(first);
            exchange.getResponseBody().flush();
            closing.await();
        };
    }

    /** Says nothing at all until this host closes. */
    Page silent() {
        return (exchange, time) -> closing.await();
    }

    int count(String path) {
        return counts.containsKey(path) ? counts.get(path).get() : 0;
    }

    int count() {
        return times.size();
    }

    int mostAtATime() {
        return most.get();
    }

    List<Long> times() {
        return times;
    }

    List<String> agents() {
        return agents;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
