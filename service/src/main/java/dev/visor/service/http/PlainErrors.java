package dev.visor.service.http;

import java.nio.ByteBuffer;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What Jetty answers by itself, such as to headers that are too large: a problem as well, without a word about the inside. */
final class PlainErrors extends ErrorHandler {

    /** What Jetty answers to methods, encodings and versions of HTTP that it does not know: a fault of who asks. */
    private static final Set<Integer> UNKNOWN_LANGUAGE = Set.of(501, 505);

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        ProblemCode code = ProblemCode.of(response.getStatus());
        if (UNKNOWN_LANGUAGE.contains(response.getStatus())) {
            code = ProblemCode.BAD_REQUEST;
            response.setStatus(code.status());
        }
        byte[] body = Exchange.json(Problem.of(code, code.title(), ""));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
