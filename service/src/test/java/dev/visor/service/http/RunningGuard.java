package dev.visor.service.http;

import dev.visor.face.detection.FaceDetector;
import dev.visor.image.Image;
import dev.visor.image.PictureCodec;
import dev.visor.service.OpenRun;
import dev.visor.service.PixelSystem;
import dev.visor.service.people.Door;
import dev.visor.service.people.GuardLoader;
import dev.visor.store.audit.AuditLog;
import dev.visor.store.faces.detection.EmbeddedDetector;
import dev.visor.store.photograph.KeptPhotographs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A guard that listens on a free port of the loopback address. */
final class RunningGuard implements AutoCloseable {

    final PixelSystem system = new PixelSystem();
    final List<RequestLog.Line> lines = new CopyOnWriteArrayList<>();
    final Path audit;
    final GuardServer server;
    final HttpClient http = HttpClient.newHttpClient();

    final AuditLog log;

    private final FaceDetector detector = EmbeddedDetector.EMBEDDED.open();
    private final Door door;

    /** Starts one whose people stay. */
    RunningGuard(Path dir, ServiceSettings settings) throws IOException {
        this(dir, settings, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Starts one with what a loader loads, in place of the system; the gallery is beside the audit log. */
    RunningGuard(
            Path dir,
            ServiceSettings settings,
            Optional<GuardLoader> loader,
            Optional<GuardParts.KeySource> keys,
            Optional<KeptPhotographs> photographs)
            throws IOException {
        this.audit = dir.resolve("audit.jsonl");
        this.door = loader.isPresent()
                ? Door.open(loader.get(), Optional.of(dir.resolve("gallery.db")), () -> AuditLog.open(audit))
                : Door.of(system, AuditLog.open(audit));
        this.log = door.audit();
        try {
            this.server = GuardServer.start(settings, new GuardParts(door, detector, lines::add, keys, photographs));
        } catch (IOException | RuntimeException e) {
            door.close();
            throw e;
        }
    }

    /** Starts one at whose door people can be enrolled. */
    static RunningGuard open(Path dir) throws IOException {
        return new RunningGuard(
                dir, ServiceSettings.LOCAL, Optional.of(OpenRun::load), Optional.empty(), Optional.empty());
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

    HttpResponse<String> delete(String path, String... headers) throws Exception {
        return send(HttpRequest.newBuilder(at(path)).DELETE(), headers);
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
        door.close();
        detector.close();
    }
}
