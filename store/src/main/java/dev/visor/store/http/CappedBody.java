package dev.visor.store.http;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads the body of an answer; a body of more than a number of bytes is broken off and empty. Used for one answer. */
public final class CappedBody implements HttpResponse.BodySubscriber<Optional<byte[]>> {

    private final long most;
    private final CompletableFuture<Optional<byte[]>> result = new CompletableFuture<>();
    private final List<byte[]> parts = new ArrayList<>();
    private long length;
    private Flow.@Nullable Subscription subscription;

    private CappedBody(long most) {
        this.most = most;
    }

    /** {@return a body for an answer with this head, which may say already that it is too large} */
    public static CappedBody of(HttpResponse.ResponseInfo head, long most) {
        return new CappedBody(head.headers().firstValueAsLong("Content-Length").orElse(0) > most ? 0 : most);
    }

    @Override
    public CompletionStage<Optional<byte[]>> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            length += buffer.remaining();
            if (length > most) {
                break;
            }
            byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            parts.add(part);
        }
        if (length > most && subscription != null) {
            subscription.cancel();
            parts.clear();
            result.complete(Optional.empty());
        }
    }

    @Override
    public void onError(Throwable problem) {
        result.completeExceptionally(problem);
    }

    @Override
    public void onComplete() {
        ByteBuffer whole = ByteBuffer.allocate((int) length);
        parts.forEach(whole::put);
        parts.clear();
        result.complete(Optional.of(whole.array()));
    }
}
