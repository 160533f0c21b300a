package dev.visor.service.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Lets bodies arrive before any thread waits for them, and closes the connection of one that takes too long. So whoever sends
 * slowly holds a connection, but no thread.
 */
final class BodyDeadline extends Handler.Wrapper {

    private static final String TASK = BodyDeadline.class.getName();

    private final long seconds;

    private BodyDeadline(Handler next, long seconds) {
        super(next);
        this.seconds = seconds;
    }

    /**
     * Returns a handler to which the one that answers can be appended.
     *
     * @param bytes of a body at most that are waited for; the rest is left to who answers
     * @param seconds in which a body must arrive
     */
    static BodyDeadline of(int bytes, long seconds) {
        EagerContentHandler arriving = new EagerContentHandler(
                new Arrived(), new EagerContentHandler.RetainedContentLoaderFactory(bytes + 1L, 0, false));
        return new BodyDeadline(arriving, seconds);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getLength() != 0) {
            Scheduler.Task late = request.getComponents()
                    .getScheduler()
                    .schedule(
                            () -> request.getConnectionMetaData()
                                    .getConnection()
                                    .getEndPoint()
                                    .close(),
                            seconds,
                            TimeUnit.SECONDS);
            request.setAttribute(TASK, late);
            Request.addCompletionListener(request, failure -> late.cancel());
        }
        return super.handle(request, response, callback);
    }

    /** Notes that a body has arrived. */
    private static final class Arrived extends Handler.Wrapper {

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            if (request.getAttribute(TASK) instanceof Scheduler.Task late) {
                late.cancel();
            }
            return super.handle(request, response, callback);
        }
    }
}
