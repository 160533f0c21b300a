package dev.visor.store.weights.download;

import dev.visor.run.Progress;
import dev.visor.store.file.ReadableFile;
import dev.visor.store.weights.WeightsImport;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Downloads one large file of weights. What has come is kept in {@code FILE.part}, so that a download that broke off goes on where
 * it was, in the same run or in a later one; the server is asked to do so only if its file is still the same. The file
 * takes its name when it is whole and has the sum that it must have, or, where no sum is known, holds weights that can
 * be read; otherwise what came is thrown away.
 *
 * <p>Thread-safe, but two downloads may not write the same file.
 */
public final class Download {

    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final int BUFFER = 1 << 16;
    private static final long MEGABYTE = 1_000_000;
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18})");
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int NO_SUCH_RANGE = 416;
    private static final List<Integer> PASSING = List.of(408, 425, 429);
    private static final int SERVER_FAULT = 500;

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECT_LIMIT)
            .build();

    private final Progress progress;
    private final Duration firstPause;

    /** Makes one that reports its progress in megabytes. */
    public Download(Progress progress) {
        this(progress, FIRST_PAUSE);
    }

    Download(Progress progress, Duration firstPause) {
        this.progress = progress;
        this.firstPause = firstPause;
    }

    /** A failure of the network or the server that may pass. */
    private static final class BrokenException extends Exception {

        private static final long serialVersionUID = 1L;

        BrokenException(String message) {
            super(message);
        }

        BrokenException(IOException cause) {
            super(reason(cause), cause);
        }

        private static String reason(IOException cause) {
            if (cause instanceof ConnectException) {
                return "there is no connection";
            }
            return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        }
    }

    /**
     * {@return whether a file has been downloaded already}
     *
     * @param checksum what its bytes must have; if there is none, any file is accepted
     * @throws IOException with one line if something else is there
     */
    public static boolean isThere(Path file, Optional<Checksum> checksum) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        ReadableFile.check(file, file.toString());
        if (checksum.isPresent()) {
            Checksum found = checksum.get().of(file);
            if (!found.equals(checksum.get())) {
                throw new IOException(file + ": is there with the " + found.algorithm() + " " + found.hex()
                        + ", must have " + checksum.get().hex() + "; move it away to download it");
            }
        }
        return true;
    }

    /**
     * Downloads a file that is not there yet.
     *
     * @param uri http or https
     * @param target the file
     * @param checksum what its bytes must have; if there is none, they must be weights that can be read
     * @throws IllegalArgumentException if the address is none
     * @throws IOException with one line if it cannot be had, is another file or cannot be written
     */
    public void fetch(URI uri, Path target, Optional<Checksum> checksum) throws IOException {
        if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
            throw new IllegalArgumentException("illegal address: " + uri + ", must begin with https:// or http://");
        }
        PartialFile part = new PartialFile(target);
        receive(uri, part);
        try {
            check(uri, part.path(), checksum);
        } catch (IOException e) {
            part.delete();
            throw new IOException(e.getMessage() + "; what came was thrown away", e);
        }
        part.complete();
    }

    private static void check(URI uri, Path file, Optional<Checksum> checksum) throws IOException {
        if (checksum.isEmpty()) {
            WeightsImport.read(file, Optional.empty());
            return;
        }
        Checksum found = checksum.get().of(file);
        if (!found.equals(checksum.get())) {
            throw new IOException(uri + ": has the " + found.algorithm() + " " + found.hex() + ", must have "
                    + checksum.get().hex());
        }
    }

    private void receive(URI uri, PartialFile part) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                attempt(uri, part);
                return;
            } catch (BrokenException e) {
                if (attempt == ATTEMPTS) {
                    String kept = part.size() == 0 ? "" : "; what came is kept in " + part.path() + " to go on from";
                    throw new IOException(uri + ": tried " + attempt + " times, at last: " + e.getMessage() + kept, e);
                }
                pause(firstPause.multipliedBy(1L << (attempt - 1)));
            }
        }
    }

    private void attempt(URI uri, PartialFile part) throws IOException, BrokenException {
        long begin = part.size();
        Optional<String> validator = part.validator(uri);
        HttpResponse<InputStream> answer = send(uri, begin, validator);
        try (InputStream body = answer.body()) {
            int status = answer.statusCode();
            if (status == OK) {
                part.begin(uri, validator(answer));
                copy(
                        body,
                        part,
                        answer.headers().firstValueAsLong("Content-Length").orElse(0));
            } else if (status == PARTIAL && validator.isPresent()) {
                copy(body, part, total(answer, begin, validator.get(), part));
            } else if (status == NO_SUCH_RANGE) {
                part.delete();
                throw new BrokenException("it has no bytes from " + begin + " on");
            } else if (status >= SERVER_FAULT || PASSING.contains(status)) {
                throw new BrokenException("it answers with the status " + status);
            } else {
                throw new IOException(uri + ": answers with the status " + status + ", must be 200");
            }
        }
    }

    private HttpResponse<InputStream> send(URI uri, long begin, Optional<String> validator)
            throws IOException, BrokenException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(ANSWER_LIMIT);
        if (validator.isPresent()) {
            request.header("Range", "bytes=" + begin + "-").header("If-Range", validator.get());
        }
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new BrokenException(e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Without a strong ETag the time of the last change identifies the file. */
    private static Optional<String> validator(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("ETag")
                .filter(tag -> tag.startsWith("\""))
                .or(() -> answer.headers().firstValue("Last-Modified"));
    }

    /** {@return how many bytes the whole file has, if this is the rest of what is there} */
    private static long total(HttpResponse<?> answer, long begin, String validator, PartialFile part)
            throws IOException, BrokenException {
        Matcher range =
                RANGE.matcher(answer.headers().firstValue("Content-Range").orElse(""));
        boolean same = validator(answer).map(validator::equals).orElse(true);
        if (!same || !range.matches() || Long.parseLong(range.group(1)) != begin) {
            part.delete();
            throw new BrokenException("it went on with something else");
        }
        return Long.parseLong(range.group(2));
    }

    private void copy(InputStream body, PartialFile part, long total) throws IOException, BrokenException {
        byte[] buffer = new byte[BUFFER];
        long megabytes = (total + MEGABYTE - 1) / MEGABYTE;
        try (Progress.Task task = progress.begin("megabytes of " + part.name(), megabytes);
                FileChannel file = part.append()) {
            for (int count = read(body, buffer); count >= 0; count = read(body, buffer)) {
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
                write(file, bytes, part);
                task.done(Math.min(megabytes, file.size() / MEGABYTE));
            }
            if (total > 0 && file.size() != total) {
                throw new BrokenException("it broke off after " + file.size() + " of " + total + " bytes");
            }
            task.done(megabytes);
            file.force(true);
        }
    }

    private static void write(FileChannel file, ByteBuffer bytes, PartialFile part) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new IOException(
                    part.path() + ": cannot be written: " + e.getMessage(), e); // a full disk, for example
        }
    }

    private static int read(InputStream body, byte[] buffer) throws BrokenException {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new BrokenException(e);
        }
    }

    private static void pause(Duration time) throws InterruptedIOException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("the download was interrupted");
    }
}
