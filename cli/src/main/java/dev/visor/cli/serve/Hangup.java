package dev.visor.cli.serve;

/** The signal SIGHUP, by which operators ask a service to load its files anew. */
final class Hangup {

    private Hangup() {}

    /** Runs something at each signal, one after the other; does nothing on systems without it. */
    static void on(Runnable work) {
        try {
            // Not imported: Javadoc warns of imports from there, and the JDK has no other way to hear signals.
            sun.misc.Signal.handle(new sun.misc.Signal("HUP"), signal -> work.run());
        } catch (IllegalArgumentException e) {
            // Windows has no such signal, and a Java started with -Xrs leaves it alone. There is POST /v1/reload.
        }
    }
}
