package dev.visor.service.http;

import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** Where a server listens: with or without TLS, and with limits. */
final class Connectors {

    /** A connection on which nothing happens for so long is closed. */
    private static final long IDLE_MILLISECONDS = 15_000;

    private static final int HEADERS = 16_384;

    private Connectors() {}

    /**
     * Returns the connector of a server.
     *
     * @param ssl of TLS; null for plain HTTP
     */
    static ServerConnector of(
            Server server, HttpConfiguration http, ServiceSettings settings, SslContextFactory.@Nullable Server ssl) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADERS);
        http.setIdleTimeout(IDLE_MILLISECONDS);
        ServerConnector connector;
        if (ssl == null) {
            connector = new ServerConnector(server, new HttpConnectionFactory(http));
        } else {
            http.addCustomizer(new SecureRequestCustomizer(false));
            connector = new ServerConnector(
                    server,
                    new SslConnectionFactory(ssl, HttpVersion.HTTP_1_1.asString()),
                    new HttpConnectionFactory(http));
        }
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MILLISECONDS);
        return connector;
    }
}
