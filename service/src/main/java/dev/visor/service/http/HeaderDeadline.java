package dev.visor.service.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections whose next request does not begin in time: the headers of the first, or those after an answer. Jetty itself
 * closes only those on which nothing arrives at all. Thread-safe.
 */
final class HeaderDeadline extends Handler.Wrapper implements Connection.Listener {

    private final Map<Connection, Scheduler.Task> waiting = new ConcurrentHashMap<>();
    private final Scheduler scheduler = new ScheduledExecutorScheduler("visor-deadlines", true);
    private final long seconds;

    /**
     * Makes one, which the connector must know as a listener, too.
     *
     * @param seconds in which a request must begin
     */
    HeaderDeadline(Handler next, long seconds) {
        super(next);
        this.seconds = seconds;
        addBean(scheduler);
    }

    @Override
    public void onOpened(Connection connection) {
        if (!(connection instanceof SslConnection)) { // which has one of HTTP inside
            await(connection);
        }
    }

    private void await(Connection connection) {
        Scheduler.Task late = scheduler.schedule(() -> close(connection), seconds, TimeUnit.SECONDS);
        arrived(waiting.put(connection, late));
    }

    private void close(Connection connection) {
        waiting.remove(connection);
        connection.getEndPoint().close();
    }

    @Override
    public void onClosed(Connection connection) {
        arrived(waiting.remove(connection));
    }

    private static void arrived(Scheduler.@Nullable Task late) {
        if (late != null) {
            late.cancel();
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Connection connection = request.getConnectionMetaData().getConnection();
        arrived(waiting.remove(connection));
        Request.addCompletionListener(request, failure -> {
            if (connection.getEndPoint().isOpen()) {
                await(connection);
            }
        });
        return super.handle(request, response, callback);
    }
}
