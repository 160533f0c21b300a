package dev.visor.cli.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A recognition service with a network of its own: one layer of random weights on 15x15 pixels. People are enrolled by
 * requests, and compared by the cosine of the layer's values. {@link #main} makes it a process.
 */
final class PixelService implements AutoCloseable {

    static {
        // Without it a small answer waits 40 milliseconds for the client's acknowledgment of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final int SIDE = 15;
    private static final int VALUES = 48;
    private static final double THRESHOLD = 0.75;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, List<double[]>> people = new TreeMap<>();
    private final Map<Integer, Integer> asked = new HashMap<>();
    private final Set<String> sizes = new TreeSet<>();
    private final double[][] weights = new double[VALUES][3 * SIDE * SIDE];
    private final int fault;
    private int requests;

    /**
     * Starts a service.
     *
     * @param fault each so-many-th request fails, every time in another way; 0 for none
     */
    PixelService(int fault) throws IOException {
        this.fault = fault;
        SplittableRandom random = new SplittableRandom(5);
        for (double[] row : weights) {
            Arrays.setAll(row, i -> random.nextDouble() - 0.5);
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Serves until it is killed, and prints its address. */
    public static void main(String[] args) throws IOException {
        System.out.println(new PixelService(0).url());
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/asked")) {
                send(exchange, 200, asked().get(0) + " " + asked().get(1));
            } else if (path.equals("/v1/people")) {
                send(
                        exchange,
                        200,
                        "{\"people\": [\"" + String.join("\", \"", people.keySet()) + "\"], \"threshold\": " + THRESHOLD
                                + "}");
            } else if (path.equals("/v1/enroll")) {
                String name = exchange.getRequestURI().getQuery().replaceFirst("subject=", "");
                people.computeIfAbsent(name, any -> new ArrayList<>()).add(embedding(body));
                send(exchange, 201, "{}");
            } else if (fault > 0 && ++requests % fault == 0) {
                fail(exchange, requests / fault % 5);
            } else {
                asked.merge(Arrays.hashCode(body), 1, Integer::sum);
                send(exchange, 200, answer(embedding(body)));
            }
        }
    }

    private static void fail(HttpExchange exchange, int how) throws IOException {
        switch (how) {
            case 0 -> send(exchange, 500, "{\"error\": \"out of memory\"}");
            case 1 -> {
                exchange.getResponseHeaders().set("Retry-After", "0");
                send(exchange, 429, "{}");
            }
            case 2 -> {
                exchange.sendResponseHeaders(200, 500);
                exchange.getResponseBody().write("{\"people\"".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
            case 3 -> send(exchange, 200, "{\"results\": []}");
            default -> exchange.close();
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Knows somebody by nothing in particular. */
    synchronized void know(String name) {
        people.computeIfAbsent(name, any -> new ArrayList<>()).add(new double[VALUES]);
    }

    private double[] embedding(byte[] file) {
        Image picture = PictureCodec.decode(file, "the body");
        sizes.add(picture.width() + "x" + picture.height());
        double[] small = new double[3 * SIDE * SIDE];
        for (int i = 0; i < small.length; i++) {
            int row = i / SIDE % SIDE;
            small[i] =
                    picture.value(i / (SIDE * SIDE), row * picture.height() / SIDE, i % SIDE * picture.width() / SIDE);
        }
        double mean = Arrays.stream(small).average().orElse(0);
        double[] values = new double[VALUES];
        for (int i = 0; i < VALUES; i++) {
            for (int j = 0; j < small.length; j++) {
                values[i] += weights[i][j] * (small[j] - mean);
            }
        }
        double norm = Math.sqrt(Arrays.stream(values).map(v -> v * v).sum()) + 1e-12;
        return Arrays.stream(values).map(v -> v / norm).toArray();
    }

    private String answer(double[] probe) {
        Map<String, Double> scores = new TreeMap<>();
        people.forEach((name, known) -> scores.put(
                name,
                known.stream()
                        .mapToDouble(template -> cosine(template, probe))
                        .max()
                        .orElse(-1)));
        boolean known = scores.values().stream().anyMatch(score -> score >= THRESHOLD);
        List<String> parts = new ArrayList<>();
        scores.forEach((name, score) -> parts.add("{\"name\": \"" + name + "\", \"score\": " + score + "}"));
        return "{\"decision\": \"" + (known ? "person" : "unknown") + "\", \"people\": [" + String.join(", ", parts)
                + "]}";
    }

    private static double cosine(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < VALUES; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Returns how many pictures were answered, and how many different ones. */
    synchronized List<Integer> asked() {
        return List.of(asked.values().stream().mapToInt(i -> i).sum(), asked.size());
    }

    /** Returns whether it was asked about a picture that is exactly this file. */
    synchronized boolean wasAsked(byte[] file) {
        return asked.containsKey(Arrays.hashCode(file));
    }

    /** Returns the sizes of all pictures that it was sent. */
    synchronized Set<String> sizes() {
        return Set.copyOf(sizes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
