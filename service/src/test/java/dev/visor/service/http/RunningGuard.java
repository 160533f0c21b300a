package dev.visor.service.http;

import dev.visor.face.detection.FaceDetector;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.service.PixelSystem;
import dev.visor.store.audit.AuditLog;
import dev.visor.store.faces.detection.EmbeddedDetector;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A guard that listens on a free port of the loopback address. */
final class RunningGuard implements AutoCloseable {

    final PixelSystem system = new PixelSystem();
    final List<RequestLog.Line> lines = new CopyOnWriteArrayList<>();
    final Path audit;
    final GuardServer server;
    final HttpClient http = HttpClient.newHttpClient();

    private final FaceDetector detector = EmbeddedDetector.EMBEDDED.open();
    private final AuditLog log;

    RunningGuard(Path dir, ServiceSettings settings) throws IOException {
        this.audit = dir.resolve("audit.jsonl");
        this.log = AuditLog.open(audit);
        this.server = GuardServer.start(settings, system, detector, log, lines::add);
    }

    byte[] png(int face) {
        return PictureCodec.encodePng(system.face(face).image());
    }

    static byte[] encoded(Image image) {
        return PictureCodec.encodePng(image);
    }

    URI at(String path) {
        return server.address().resolve(path);
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(HttpRequest.newBuilder(at(path)).GET(), headers);
    }

    HttpResponse<String> post(String path, String type, byte[] body, String... headers) throws Exception {
        return send(
                HttpRequest.newBuilder(at(path))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)),
                headers);
    }

    HttpResponse<String> json(String path, String body, String... headers) throws Exception {
        return post(path, "application/json", body.getBytes(StandardCharsets.UTF_8), headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws Exception {
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Returns a body of parts, each a name, a file name (or an empty one for a field) and bytes. */
    static byte[] multipart(Object... parts) throws IOException {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < parts.length; i += 3) {
            String file = parts[i + 1].toString().isEmpty() ? "" : "; filename=\"" + parts[i + 1] + "\"";
            out.write(("--B\r\nContent-Disposition: form-data; name=\"" + parts[i] + "\"" + file + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.write((byte[]) parts[i + 2]);
            out.write("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        out.write("--B--\r\n".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    @Override
    public void close() throws IOException {
        server.close();
        detector.close();
        log.close();
    }
}
