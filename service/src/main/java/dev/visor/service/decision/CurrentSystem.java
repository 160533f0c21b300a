package dev.visor.service.decision;

import dev.visor.service.decision.Shared.Use;
import java.util.Optional;

/**
 * The system that a service asks now. It can be replaced at any time: whoever uses the old one goes on with it, and the last one who
 * is done closes it. Thread-safe.
 */
public final class CurrentSystem implements AutoCloseable {

    private volatile Shared<GuardedSystem> system;

    /** Begins with a system, which is closed when it is replaced or this is closed. */
    public CurrentSystem(GuardedSystem first) {
        this.system = shared(first);
    }

    private static Shared<GuardedSystem> shared(GuardedSystem system) {
        return new Shared<>(system, system::close);
    }

    /**
     * Returns the right to use the system that is current now.
     *
     * @throws IllegalStateException if this is closed
     */
    public Use<GuardedSystem> use() {
        while (true) {
            Shared<GuardedSystem> seen = system;
            Optional<Use<GuardedSystem>> use = seen.use();
            if (use.isPresent()) {
                return use.get();
            }
            if (seen == system) {
                throw new IllegalStateException("the system is closed");
            }
        }
    }

    /** Replaces the system; those that use the old one go on with it. */
    public synchronized void replace(GuardedSystem next) {
        Shared<GuardedSystem> old = system;
        system = shared(next);
        old.retire();
    }

    @Override
    public synchronized void close() {
        system.retire();
    }
}
