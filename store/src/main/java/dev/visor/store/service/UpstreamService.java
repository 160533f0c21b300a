package dev.visor.store.service;

import dev.visor.recognition.Recognizer;
import dev.visor.run.Journal;
import dev.visor.store.service.config.ServiceConfig;
import dev.visor.store.service.config.ServiceLimits;
import java.io.IOException;
import java.util.Optional;

/**
 * A service that somebody else runs, behind a guard. It is asked as often as the guard is, nothing is kept of its answers, and what
 * fails is not tried again: whoever waits at a door tries again by himself.
 *
 * <p>Used by one thread.
 */
public final class UpstreamService implements AutoCloseable {

    private final Service service;
    private final Service.Members members;

    private UpstreamService(Service service, Service.Members members) {
        this.service = service;
        this.members = members;
    }

    /** Keeps nothing. */
    private static final class Forgetful implements Journal {

        @Override
        public Optional<String> find(String piece) {
            return Optional.empty();
        }

        @Override
        public void keep(String piece, String result) {
            // Pictures and answers of a door are nobody's business afterwards.
        }
    }

    /**
     * Asks a service whom it knows.
     *
     * @param config its limits on queries and retries are left aside
     * @throws IOException with one line if it can't be asked, or fewer than two people are known
     */
    public static UpstreamService open(ServiceConfig config) throws IOException {
        ServiceLimits limits = config.limits();
        Service service = new Service(config.withLimits(new ServiceLimits(
                Integer.MAX_VALUE,
                limits.parallel(),
                limits.perSecond(),
                limits.connectTimeout(),
                limits.answerTimeout(),
                0)));
        try {
            service.keepIn(new Forgetful());
            return new UpstreamService(service, service.everybody());
        } catch (IOException | RuntimeException e) {
            service.close();
            throw e;
        }
    }

    /** Returns a recognizer of all people whom the service knows. */
    public Recognizer recognizer() {
        return service.recognizer(members);
    }

    /** Returns the SHA-256 of the settings and people that decide the answers. */
    public String fingerprint() {
        return service.fingerprint(members);
    }

    @Override
    public void close() {
        service.close();
    }
}
