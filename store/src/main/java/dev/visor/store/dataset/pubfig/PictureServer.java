package dev.visor.store.dataset.pubfig;

import dev.visor.store.file.Pictures;
import dev.visor.store.http.CappedBody;
import dev.visor.store.http.RetryAfter;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Asks web servers for pictures, one request at a time or several. Thread-safe. */
final class PictureServer {

    private static final String TIMED_OUT = "timed out";

    private final HttpClient client;
    private final Duration timeout;

    PictureServer(Duration timeout) {
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    private static String userAgent() {
        String version = PictureServer.class.getPackage().getImplementationVersion();
        return "visor/" + Objects.requireNonNullElse(version, "unpackaged");
    }

    /** Asks for a file; whatever goes wrong is an answer too. */
    Answer ask(URI address) throws InterruptedException {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(address)
                    .header("User-Agent", userAgent())
                    .header("Accept", "image/*")
                    .timeout(timeout)
                    .build();
        } catch (IllegalArgumentException e) {
            return new Answer.Gone("malformed URL", true);
        }
        CompletableFuture<HttpResponse<Optional<byte[]>>> answer =
                client.sendAsync(request, head -> CappedBody.of(head, Pictures.MAX_FILE_BYTES));
        try {
            // The client's own time-out ends with the head of the answer; a body may trickle forever.
            return judge(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new Answer.Later(TIMED_OUT, false, Optional.empty());
        } catch (ExecutionException e) {
            return failure(e);
        } finally {
            answer.cancel(true);
        }
    }

    private static Answer judge(HttpResponse<Optional<byte[]>> response) {
        int status = response.statusCode();
        if (status == 200 || status == 203) {
            return response.body()
                    .<Answer>map(Answer.Bytes::new)
                    .orElse(new Answer.Gone("more than " + Pictures.MAX_FILE_BYTES + " bytes", true));
        }
        String reason = "HTTP " + status;
        Optional<String> location = response.headers().firstValue("Location");
        if (status >= 300 && status < 400 && location.isPresent()) {
            return PictureAddress.follow(response.uri(), location.get())
                    .<Answer>map(Answer.Moved::new)
                    .orElse(new Answer.Gone("sent elsewhere than to http or https", true));
        }
        boolean passing = status == 408 || status == 429 || status >= 500;
        return passing ? new Answer.Later(reason, true, RetryAfter.of(response)) : new Answer.Gone(reason, true);
    }

    private static Answer failure(ExecutionException failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof UnresolvedAddressException || e instanceof UnknownHostException) {
                return new Answer.NoHost();
            }
            if (e instanceof HttpConnectTimeoutException || e instanceof HttpTimeoutException) {
                return new Answer.Later(TIMED_OUT, false, Optional.empty());
            }
            if (e instanceof SSLException) {
                return new Answer.Gone("no secure connection", true);
            }
        }
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof ConnectException) {
                return new Answer.Gone("connection refused", false);
            }
            if (e instanceof IOException) {
                return new Answer.Later("connection broken", true, Optional.empty());
            }
        }
        return new Answer.Gone("malformed answer", true);
    }
}
