package dev.visor.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are broken in many ways. {@code -Dvisor.malformed=5000} sends more of them. */
class MalformedRequestsTest {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
    private static final int COUNT = Integer.getInteger("visor.malformed", 400);

    @TempDir
    Path dir;

    private final Random random = new Random(5);

    @Test
    void noneIsAFaultOfTheServiceOrTellsAboutItsInside() throws Exception {
        try (RunningGuard guard = new RunningGuard(dir, ServiceSettings.LOCAL)) {
            byte[] form = RunningGuard.multipart("photograph", "a.png", guard.png(3), "person", "", new byte[] {'x'});
            Map<Integer, Integer> seen = new TreeMap<>();
            for (int i = 0; i < COUNT; i++) {
                String answer = send(guard.server.address().getPort(), request(form));
                Matcher status = STATUS.matcher(answer);
                int code = status.find() ? Integer.parseInt(status.group(1)) : 0;
                seen.merge(code, 1, Integer::sum);
                assertThat(code).as(answer).matches(one -> one < 500 || one == 503);
                assertThat(answer).doesNotContain("Exception", "dev.visor", "jetty", "java.", dir.toString());
            }
            assertThat(seen).containsKeys(200, 400, 413, 422);
            assertThat(guard.post("/v1/identify", "multipart/form-data; boundary=B", form)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(guard.lines).noneMatch(line -> line.status() >= 500);
        }
    }

    private byte[] request(byte[] form) throws IOException {
        byte[] body = body(form);
        String type = one(
                "multipart/form-data; boundary=B",
                "multipart/form-data; boundary=",
                "multipart/form-data",
                "multipart/form-data; boundary=" + "B".repeat(300),
                "application/json",
                "application/json; charset=utf-16",
                "text/plain",
                "\u0001");
        String length = one(
                "Content-Length: " + body.length,
                "Content-Length: " + body.length / 2,
                "Content-Length: -1",
                "Content-Length: 99999999999",
                "Content-Length: x",
                "Content-Length: " + body.length + "\r\nContent-Length: 3",
                "Transfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "X: y");
        String method = one("POST", "POST", "POST", "PUT", "DELETE", "get", "P\u0000ST", "OPTIONS");
        String path = one(
                "/v1/identify",
                "/v1/verify",
                "/v1/explain",
                "/v1/enroll",
                "/v1/people/%2e%2e%2f",
                "/v1/people/%ff",
                "/v1/people/a;b=%00",
                "/v1/identify?x=%zz",
                "/v1/../v1/identify",
                "//v1/identify",
                "/v1/identify%00",
                "/" + "a".repeat(9000));
        String extra = one(
                "",
                "",
                "Expect: 100-continue\r\n",
                "Authorization: Bearer " + "k".repeat(7000) + "\r\n",
                "X-Long: " + "x".repeat(30_000) + "\r\n",
                "X-Many: 1\r\n".repeat(400),
                ": empty\r\n",
                "No colon\r\n",
                "Content-Encoding: gzip\r\n",
                "Accept-Encoding: ,;q=x\r\n");
        String version = one("HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/9.9", "");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write((method + " " + path + " " + version + "\r\nHost: a\r\nConnection: close\r\nContent-Type: " + type
                        + "\r\n" + length + "\r\n" + extra + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        request.write(body);
        return request.toByteArray();
    }

    private byte[] body(byte[] form) {
        return switch (random.nextInt(8)) {
            case 0 -> form;
            case 1 -> Arrays.copyOf(form, random.nextInt(form.length));
            case 2 -> flipped(form);
            case 3 -> "{\"photograph\": \"AAAA\"}".getBytes(StandardCharsets.UTF_8);
            case 4 ->
                ("{\"person\": \"x\", \"photographs\": " + "[".repeat(5000) + "]").getBytes(StandardCharsets.UTF_8);
            case 5 -> "--B\r\n".repeat(3000).getBytes(StandardCharsets.UTF_8);
            case 6 ->
                ("--B\r\nContent-Disposition: form-data; name=\"photograph\"; filename=\"../../x\"\r\n\r\nx\r\n")
                        .repeat(500)
                        .getBytes(StandardCharsets.UTF_8);
            default -> new byte[random.nextInt(200)];
        };
    }

    private byte[] flipped(byte[] form) {
        byte[] flipped = form.clone();
        for (int i = 0; i < 20; i++) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private String one(String... words) {
        // Most parts are sound, so that the broken one is reached.
        return random.nextInt(10) < 7 ? words[0] : words[random.nextInt(words.length)];
    }

    /** Sends everything and ends the stream; what the service answers until then is all that counts. */
    private static String send(int port, byte[] request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
                socket.shutdownOutput();
            } catch (IOException e) {
                // The service answered before it had read everything.
            }
            try {
                InputStream in = socket.getInputStream();
                in.transferTo(answer);
            } catch (SocketTimeoutException e) {
                throw new IOException("the service neither answers nor closes", e);
            } catch (IOException e) {
                // It closed the connection after its answer.
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }
}
