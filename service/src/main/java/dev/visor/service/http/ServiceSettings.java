package dev.visor.service.http;

import dev.visor.run.IllegalSettingException;
import dev.visor.service.key.ApiKeys;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where and for whom a service listens.
 *
 * @param host the address to listen at; others than the loopback address need keys, and TLS or a proxy that has it
 * @param port in [0, 65535]; 0 for any that is free
 * @param keys who may ask; none for everybody on this machine
 * @param tls what it proves with who it is; empty for plain HTTP
 * @param behindProxy whether a proxy with TLS precedes the service, so that plain HTTP is all right
 * @param limits how much it takes
 */
public record ServiceSettings(
        String host, int port, ApiKeys keys, Optional<TlsFiles> tls, boolean behindProxy, ServiceLimits limits) {

    /** The loopback address and any free port, without keys. */
    public static final ServiceSettings LOCAL =
            new ServiceSettings("127.0.0.1", 0, ApiKeys.NONE, Optional.empty(), false, ServiceLimits.DEFAULT);

    /** Checks that nobody listens to the network without keys and TLS by mistake. */
    public ServiceSettings {
        IllegalSettingException.check(port >= 0 && port <= 65535, "port", port, "in [0, 65535]");
        if (!isLoopback(host)) {
            if (keys.keys().isEmpty()) {
                throw new IllegalArgumentException("illegal host without API keys: " + host
                        + ", must be a loopback address such as 127.0.0.1, unless there are keys");
            }
            if (tls.isEmpty() && !behindProxy) {
                throw new IllegalArgumentException("illegal host without TLS: " + host
                        + ", must be a loopback address such as 127.0.0.1, unless there is a certificate, or a proxy with TLS"
                        + " in front of the service");
            }
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("illegal host: \"" + host + "\", must be an address of this machine", e);
        }
    }

    /** Returns the same settings with other limits. */
    public ServiceSettings with(ServiceLimits other) {
        return new ServiceSettings(host, port, keys, tls, behindProxy, other);
    }

    /** Returns the same settings with other keys. */
    public ServiceSettings with(ApiKeys other) {
        return new ServiceSettings(host, port, other, tls, behindProxy, limits);
    }
}
